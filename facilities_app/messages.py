"""The one home of sentences: what an error code, a journal step or a reminder says to a person."""

import errno
import os
from collections.abc import Mapping
from datetime import date
from typing import Any

from facilities_app.domain.dates import DateStyle, format_date
from facilities_app.domain.errors import DomainError
from resources.texts import tr, trn


def sentence(error: DomainError) -> str:
    """What happened and what to do next, in the active language."""
    text = _ERRORS.get(error.code)
    if text is None:
        return tr("This cannot be done ({code}).").format(code=error.code)
    return _filled(tr(text), error.params)  # texts: listed in _ERRORS


def done(label: str, params: Mapping[str, Any]) -> str:
    """What the toast says of a step that was taken, and the history of it."""
    if label in ("history.undo", "history.redo"):
        inner = done(str(params.get("step", "")), params.get("params") or {})
        template = tr("Undone: {what}") if label == "history.undo" else tr("Done again: {what}")
        return template.format(what=inner)
    count = int(params.get("count", 1) or 1)
    if count > 1 and label in _MANY:
        return trn(*_MANY[label], n=count)
    return _filled(tr(_STEPS.get(label, label)), params)  # texts: listed in _STEPS


def problem(code: str, params: Mapping[str, Any]) -> str:
    """What `check` found, as a sentence."""
    return _filled(tr(_PROBLEMS.get(code, code)), params)  # texts: listed in _PROBLEMS


def explained(code: str) -> str:
    """Why a task is on its day or was left out: a stored code as words, anything else as it is.

    "after_done:2026-04-25;moved:2026-07-25" is two sentences.
    """
    words = []
    for piece in code.split(";"):
        name, _colon, day = (piece, "", "") if piece in _EXPLAINED else piece.partition(":")
        try:
            on = {"on": date.fromisoformat(day)} if day else {}
        except ValueError:
            return code
        if name not in _EXPLAINED:
            return code
        words.append(_filled(tr(_EXPLAINED[name]), on))  # texts: listed in _EXPLAINED
    return " ".join(words)


def _filled(text: str, params: Mapping[str, Any]) -> str:
    shown = {
        key: format_date(value, DateStyle.ROC) if isinstance(value, date) else value
        for key, value in params.items()
    }
    if "why" in shown:
        shown["why"] = refusal(shown["why"])
    try:
        return text.format(**shown)
    except (KeyError, IndexError):
        return text


def refusal(why: str) -> str:
    """Why the system refuses a file, in the active language; other words stay as they are."""
    if why in _REASONS:
        return tr(_REASONS[why])  # texts: listed in _REASONS
    return tr("the system refuses it") if why in _SYSTEM_WORDS else why


_EXPLAINED: dict[str, str] = {
    "rule": "By the plan's rule.",
    "first": "The plan's first time.",
    "after_done": "Counted from {on}, when it was last done.",
    "permit": "The permit ends on {on}.",
    "meter": "The reading of {on} asks for it.",
    "renewed": "Estimate: if the permit that ends on {on} is renewed as usual.",
    "if_done": "Estimate: if the one before is done on its day.",
    "moved": "Moved from {on}, a day off.",
    "auto:missed": "Not done before the next one fell due.",
    "auto:paused": "The plan was paused.",
    "auto:reopened": "The repair goes on, so there is nothing to check again yet.",
    "round": "Part of the event round of {on}.",
    "recheck": "An item failed on {on}; it is checked again.",
    "hand": "Made by hand from a printed sheet.",
    "auto:plan_changed": "The plan was changed.",
}

# What the system says in its own language when it refuses a file.
_REASONS: dict[str, str] = {
    os.strerror(errno.ENOSPC): "the disk is full",
    os.strerror(errno.EACCES): "you have no permission there",
    os.strerror(errno.EPERM): "you have no permission there",
    os.strerror(errno.EROFS): "nothing can be written there",
    os.strerror(errno.ENOENT): "there is no such file or folder",
    os.strerror(errno.EEXIST): "something with this name is there already",
    os.strerror(errno.EBUSY): "another program is using it",
    os.strerror(errno.EIO): "the drive could not be read or written",
    os.strerror(errno.ENOTDIR): "the folder is not there",
    os.strerror(errno.EISDIR): "it is a folder",
    os.strerror(errno.ENAMETOOLONG): "the name is too long",
}
_SYSTEM_WORDS = frozenset(os.strerror(number) for number in errno.errorcode)

_ERRORS: dict[str, str] = {
    # The database
    "database.missing": "There is no database at {path}. Check the name, or make one with `facilities-app demo`.",
    "database.empty": (
        "{path} is empty: it is no database. Check the name, or choose another file; nothing was changed."
    ),
    "database.emptied": (
        "{path} is empty, though backups of it are there: what it held is gone. "
        "Put back the newest sound one, {backup}; nothing was changed."
    ),
    "database.newer": (
        "{path} was made by a newer version of this program (schema {revision}; this one knows up to {known}). "
        "Install the newer version; nothing was changed."
    ),
    "database.not_a_database": "{path} is not a database. Choose another file; nothing was changed.",
    "database.not_ours": "{path} is a database of another program. Choose another file; nothing was changed.",
    "database.is_folder": "{path} is a folder. Name a file in it.",
    "database.read_only": "{path} cannot be written. Ask for write access to the file and its folder, or open a copy.",
    "database.cannot_open": "The database cannot be opened. Check that its folder exists and that you may use it.",
    "database.bad_address": (
        "An address that begins with {kind}:// is none this program knows. Name a file, or a postgresql:// address."
    ),
    "database.no_driver": "The PostgreSQL driver is not installed. Install facilities-app[postgres].",
    "database.moved_away": (
        "{path} was moved, deleted or replaced by another file while it was open here, so nothing was saved. "
        "Close the program and open the file again."
    ),
    "database.busy": "Another program is writing to the database right now. Wait a moment and try again.",
    "database.disk_full": "The disk is full, so nothing was saved. Free some space and try again.",
    "database.disk_error": (
        "The disk could not be read or written, so nothing was saved. Check the drive and try again."
    ),
    "database.damaged": "The database is damaged. Close the program and restore the last backup.",
    "database.no_server": "The database server does not answer. Check the network; what you typed is kept.",
    "database.moved_on": "Someone else saved this record in the meantime. Look at the new values, then save again.",
    "database.still_used": "Other records still refer to this one, so it stays.",
    "database.already_there": "A record with this number is already there.",
    "database.refused": "The database refused these values.",
    "row.gone": "This record is no longer there.",
    "demo.file_exists": "{path} is already there. Name a new file for the demo database.",
    "demo.not_empty": "This database already holds data, so no demo data was added.",
    # Undo
    "history.moved_on": "This cannot be undone any more: the record was changed again since.",
    "history.nothing_to_undo": "There is nothing to undo.",
    "history.nothing_to_redo": "There is nothing to do again.",
    # Lists
    "list.no_such_filter": "This list has no filter {filter}.",
    "list.unknown_filter": "This list has no filter {filter}. There are: {known}.",
    "list.no_condition": (
        "“{text}” is no condition. Write FILTER=VALUE, such as status=40. This list's filters: {known}."
    ),
    "list.no_such_column": "This list has no column {column}.",
    "list.no_such_list": "There is no list {list}. There are: {known}.",
    "list.no_such_value": "{filter} has no value {value}. There are: {known}.",
    "view.needs_name": "Give the view a name.",
    "view.name_too_long": "The name is too long: at most {longest} characters.",
    # Dates
    "date.unreadable": "“{text}” is not a date. Write for example 115/3/2, 1150302 or 2026-03-02.",
    "date.no_such_day": "There is no such day: {text}.",
    "date.before_roc": "“{text}” is before 民國 1 年.",
    "date.too_far": "“{text}” is too far away to be meant.",
    "date.empty": "Write a date.",
    "date.ambiguous": "“{text}” could be read in two ways. Write seven digits (0990302) or eight (20100302).",
    "date.year_first": "Write the year first: “{text}” ends with it.",
    "date.no_day": "“{text}” has no day. Write for example 115/3/2.",
    "date.no_such_month": "There is no such month: {text}.",
    "date.wrong_weekday": "The weekday in “{text}” is not that of {date}.",
    "date.range_reversed": "The period ends on {end}, before it starts on {start}.",
    "calendar.not_recognised": "This is not an office calendar: its first line must be 西元日期,星期,是否放假,備註.",
    "calendar.bad_row": "Line {line} of the calendar cannot be read. Nothing was taken over.",
    # Tickets
    "ticket.needs_summary": "Write what is wrong.",
    "ticket.summary_is_code": (
        "“{code}” is the number of {name}, not what is wrong with it. Choose it under Place or asset, and write here "
        "what is wrong."
    ),
    "ticket.needs_place": "Choose the asset or place it is about.",
    "ticket.text_too_long": "The text is too long: at most {longest} characters.",
    "ticket.due_in_the_past": "The due date {due} has already passed.",
    "ticket.not_from_here": "{number} cannot take this step as it stands. Nothing was changed.",
    "ticket.impossible_step": (
        "{number} is “{state}”: “{step}” is not possible from there. Possible now: {steps}. Nothing was changed."
    ),
    "ticket.no_step_left": (
        "{number} is “{state}”: “{step}” is not possible, nor may you take any other step. Nothing was changed."
    ),
    "ticket.needs_reason": "Write why.",
    "ticket.needs_hold_reason": "Choose what {number} is waiting for.",
    "ticket.needs_hold_until": "Write until when {number} waits.",
    "ticket.no_such_hold_reason": "“{reason}” is not in the list of what a ticket waits for. Choose one of it.",
    "ticket.hold_in_the_past": "{until} has already passed. Write a day from today on until which it waits.",
    "ticket.needs_assignee": "Choose who does {number}: own staff or a contractor.",
    "ticket.none_chosen": "Choose at least one ticket.",
    "ticket.empty_note": "Write the note first.",
    "ticket.gone": "This ticket is no longer there.",
    "ticket.moved_on": "{number} was changed by someone else in the meantime. Look at it, then try again.",
    "ticket.moved_on_by": (
        "{name} changed {number} in the meantime; it is now: {status}. Look at it, then try again."
    ),
    "ticket.due_before_report": "The due date cannot be before the report on {on}.",
    "ticket.due_is_past": "The work on {number} is done: what it was held to stays as it was.",
    "ticket.no_such_grade": "Urgency and impact are 1 (high), 2 (middle) or 3 (low).",
    "duration.unreadable": (
        "“{text}” is no working time. Write for example 4 hours, 90 minutes, 3 days or the same day."
    ),
    "reference.percent": "Write a whole per cent from 1 to 999.",
    "office.hours": "“{text}” are no office hours. Write for example 08:00-12:00, 13:00-17:00.",
    "office.acceptance": "Acceptance is optional or required.",
    "ticket.not_allowed": (
        "{name} may not do this: it needs the permission “{needed}”, which these roles have: {roles}. "
        "Nothing was changed."
    ),
    "ticket.nobody_may": (
        "{name} may not do this: it needs the permission “{needed}”, which no role has. Ask the administrator."
    ),
    "ticket.own_work": "{name} did the repair of {number}, so somebody else verifies it: {people}.",
    "ticket.own_work_alone": (
        "{name} did the repair of {number} and nobody else may verify it yet. Add a person who may, or make "
        "acceptance optional in the settings under Urgency and acceptance."
    ),
    "ticket.not_accepted": (
        "{number} is verified by a second person before it is closed: {people}. Nothing was changed."
    ),
    "ticket.not_accepted_alone": (
        "{number} is verified by a second person before it is closed, and nobody else may verify it yet. Add a "
        "person who may, or make acceptance optional in the settings under Urgency and acceptance."
    ),
    "ticket.needs_acceptance": "{number} must be verified by a second person before it is closed.",
    "ticket.no_such_number": "There is no ticket {number}.",
    "ticket.some_refused": "{why} All stay as they were; {others} of the chosen tickets could take this step.",
    "ticket.all_refused": "None of the chosen tickets can take this step. {why}",
    "ticket.blocked": "{number} waits for {blockers}: finish that first, or write why it is finished all the same.",
    "link.no_such_kind": "Tickets cannot be linked as {kind}.",
    "link.needs_other": "Choose the other ticket.",
    "link.itself": "{number} cannot be linked to itself. Choose another ticket.",
    "link.twice": "{number} is linked to {other} so already.",
    "link.circle": "{other} already comes after {number}; the two would wait for each other. Nothing was changed.",
    "link.gone": "This link is no longer there.",
    "link.made_by_step": "This link tells how the ticket came about. Undo that step to take it away.",
    "merge.needs_two": "Choose at least two tickets to make one of them.",
    "merge.too_many": "Choose at most {most} tickets to make one of them.",
    "merge.into_done": "The work on {number} is done. Keep an open ticket, or reopen this one first.",
    "split.closed": "{number} is closed. Reopen it before you split it.",
    "split.note_gone": "One of the notes is no longer on this ticket. Choose again.",
    "ticket.needs_trade": "Choose the trade.",
    "ticket.no_such_trade": "This trade is not in the list of trades.",
    "ticket.no_such_priority": "This priority is not in the list of priorities.",
    "ticket.no_such_field": "A ticket has no field {name}.",
    "dispatch.nothing": "Nobody has anything to do on this day, so there is no sheet to print.",
    "visit.bad_time": "“{text}” is no time of day. Write for example 9, 9:30 or 1430.",
    "visit.ticket_closed": "The work on {number} is done, so no visit is planned for it.",
    "money.negative": "An amount cannot be below zero.",
    "money.too_much": "This amount is too large to be meant.",
    "ticket.cost_below_work": (
        "Labour and parts cost NT${recorded} already. Write the whole cost, or correct the entries."
    ),
    "ticket.satisfaction": "Satisfaction goes from 1 to 5.",
    "ticket.work_without_finish": "Hours, parts, cost, cause and remedy are told with --step finish.",
    "ticket.work_of_one": "Hours, parts, cost, cause and remedy belong to one repair. Finish the tickets one by one.",
    "ticket.finish_without_time": "“{day}” has no time of day. Write it behind the day: “{day} 14:30”.",
    "ticket.finish_unreadable": "Write when it was done: the day, and the time as 14:30.",
    "ticket.finished_in_the_future": "The finish lies in the future. Write when it was done.",
    "ticket.finished_before_start": "The work began at {began}; it cannot be finished before.",
    "ticket.finished_before_report": "It was reported at {began}; it cannot be finished before.",
    # Work on a ticket
    "work.hours_unreadable": "“{text}” are no hours. Write for example 1.5, 1:30 or 90m.",
    "work.hours_not_positive": "Hours must be more than zero.",
    "work.hours_too_long": "One entry holds 24 hours at most. Write one entry a day.",
    "work.day_is_full": "{name} has {hours} hours on {day} already; a day has 24.",
    "work.in_the_future": "{day} has not come yet. Write the day of the work.",
    "work.before_report": "The repair was reported on {reported}. Write that day or a later one.",
    "work.needs_who": "Choose who worked: own staff or a contractor.",
    "work.entry_gone": "This entry is no longer there.",
    "work.no_such_cause": "Choose a cause from the list.",
    "work.no_such_remedy": "Choose a remedy from the list.",
    "work.share_year": "Write the budget year counted as the office does, for example 115.",
    "work.share_needs_line": "Write which budget line carries it.",
    "work.share_not_positive": "Write an amount above zero.",
    "work.share_too_much": "Only NT${left} of the cost is left to be split. Write less, or correct the cost first.",
    "meter.gone": "This meter is no longer there.",
    "meter.negative": "A meter cannot stand below zero.",
    "meter.in_the_future": "The reading lies in the future. Write the day it was read.",
    "meter.unreadable": "“{text}” is not a reading. Write a number.",
    "meter.below_last": (
        "{meter} stood at {last} on {day}. Read again, or say that the meter began anew from zero."
    ),
    "meter.above_next": "{meter} stood at {next} on {day}, later. Read again, or choose another day.",
    "downtime.no_asset": "{number} is about a place. Choose its asset first.",
    "downtime.retired": "{name} is retired.",
    "downtime.open_already": "{number} already says that {name} is out of service.",
    "downtime.not_down": "{number} does not say that an asset is out of service.",
    "downtime.ends_before_start": (
        "{number}: the asset was out of service only later than that. Write a later moment, or correct the start."
    ),
    "downtime.in_the_future": "This moment lies in the future.",
    "downtime.closed_ticket": "{number} is closed. Reopen it first.",
    # Stock
    "part.gone": "This part is no longer there.",
    "part.no_such_code": (
        "There is no part {code}. “facilities-app export parts --out parts.csv” lists the codes."
    ),
    "part.no_such_field": "A part has no field {name}.",
    "part.choose_one": "Choose the part for “{text}” from the list, or clear the line.",
    "part.not_enough": (
        "{name}: {stock} in stock, {wanted} wanted. Write less, or receive or count the part first."
    ),
    "part.not_taken": "{number} holds {held} of {name}. No more can come back.",
    "part.quantity_unreadable": "“{text}” is not a quantity. Write for example 2 or 2.5.",
    "part.quantity_not_positive": "A quantity must be more than zero.",
    "part.quantity_negative": "A quantity cannot be below zero.",
    "part.quantity_too_fine": "At most three digits after the point.",
    "part.quantity_too_much": "This quantity is too large to be meant.",
    "part.needs_reason": "{stock} should lie there. Write why the count differs.",
    "part.needs_code": "Write a number for the part.",
    "part.needs_name": "Write what the part is called.",
    "part.needs_unit": "Write its unit, such as m or pcs.",
    "part.code_taken": "{code} is {name} already.",
    "asset.gone": "This asset is no longer there.",
    "asset.no_such_code": "There is no asset {code}.",
    "place.gone": "This place is no longer there.",
    "place.no_such_code": "There is no place {code}.",
    "place.needs_name": "Give the place a name.",
    "place.needs_code": "Write the place's code.",
    "place.needs_parent": "Only a site stands on its own. Choose the place it is in.",
    "place.site_stands_alone": "A site stands on its own, not in another place.",
    "place.cannot_hold": "{name} cannot hold a place of this kind.",
    "place.unit_has_record": "A dormitory unit has a record of its own: add it on the page Dormitories.",
    "place.inside_itself": "{name} cannot stand inside itself.",
    "place.name_taken": "There is already a {name} here.",
    "place.code_taken": "{code} is already the code of {name}.",
    "place.text_too_long": "The text is too long: at most {longest} characters.",
    "place.too_deep": "The names from the site down to here are too long together: at most {longest} characters.",
    "place.no_such_field": "A place has no field {name}.",
    "place.moved_on": "{name} was changed by someone else in the meantime. Look at it, then try again.",
    "place.holds_places": "There are places in {name}. Remove or empty them first.",
    "place.holds_unit": "{name} is a dormitory unit with a record of its own, so it stays.",
    "place.holds_assets": "There are assets in {name}. Move them first.",
    "place.holds_tickets": "There are tickets about {name}, so it stays; it can be renamed.",
    "place.still_used": "Other records still refer to {name}, so it stays; it can be renamed.",
    "property_number.form": (
        "“{text}” is no property number. Write for example 3010504-01 or, with the item's serial, 3010504-01-0002."
    ),
    "user.gone": "This person is no longer in the list.",
    "user.no_such_code": "There is no user {code}. There are: {known}.",
    "vendor.gone": "This contractor is no longer in the list.",
    "office.no_such_setting": "There is no setting {key}.",
    # Labels
    "label.start": "The sheet has labels 1 to {most}. Choose one of them to begin with.",
    "label.none": "There is nothing to print: choose at least one asset.",
    "label.no_such_sheet": "There is no label sheet {sheet}. There are: {known}.",
    # Files
    "file.cannot_write": "{path} cannot be written: {why}. Choose another place.",
    "file.unusable": "{path} cannot be used: {why}.",
    "file.no_home": (
        "This account has no home folder. Name the database with --database, "
        "or the folder with the environment's FACILITIES_APP_DATA."
    ),
    "window.cannot_draw": (
        "A library that the window draws with cannot be loaded: {why}. Install it, or have it installed."
    ),
    "file.unknown_kind": "{path} should end in {known}.",
    "file.unknown_target": "Say which: --task N, or --template CODE with --asset CODE or --place CODE.",
    "asset.moved_on": "{name} was changed by someone else in the meantime. Look at it, then try again.",
    "asset.needs_name": "Write the asset's name.",
    "asset.needs_code": "Write the asset's number.",
    "asset.code_taken": "{code} is already the number of {name}.",
    "asset.no_such_field": "An asset has no field {name}.",
    "asset.no_such_status": "This status is not in the list of asset statuses.",
    "asset.no_such_category": "This category is no longer in the list.",
    "asset.text_too_long": "The text is too long: at most {longest} characters.",
    "asset.quantity": "The quantity is at least 1.",
    "asset.service_life": "The service life is at least one year.",
    "asset.used_before_bought": "It cannot be in use before it was acquired on {acquired}.",
    "asset.inside_itself": "{name} cannot be a part of itself.",
    "asset.status_in_future": "A status cannot begin in the future: {on}.",
    "asset.status_too_early": "{name} has had its status since {since}; the new one cannot begin before that.",
    "asset.needs_reason": "Write why it is retired.",
    "unit.gone": "This unit is no longer there.",
    "unit.no_such_code": "There is no unit {code}.",
    "unit.no_such_field": "A unit has no field {name}.",
    "unit.needs_code": "Write the unit's number.",
    "unit.code_taken": "There is already a unit {code}.",
    "unit.needs_place": "Choose where the unit is.",
    "unit.no_such_kind": "Choose the kind of unit.",
    "unit.no_such_land": "Choose who owns the land.",
    "unit.no_such_floor": "Write the floor as a number from -9 to 99.",
    "unit.no_such_status": "This status is not in the list of unit statuses.",
    "unit.moved_on": "{code} was changed by someone else in the meantime. Look at it, then try again.",
    "unit.same_status": "{code} has this status already.",
    "unit.gone_for_good": "{code} was demolished or handed over; it cannot be used again.",
    "unit.status_in_future": "A status cannot begin in the future: {on}.",
    "unit.status_too_early": "{code} has had its status since {since}; the new one cannot begin before that.",
    "unit.built_in_future": "It cannot be built in the future: {on}.",
    "unit.until_before_since": "The end cannot be before the start on {since}.",
    "unit.still_lent": "{code} is still lent. End the agreement first.",
    "unit.text_too_long": "The text is too long: at most {longest} characters.",
    "unit.must_be_positive": "Write a number above zero.",
    "task.gone": "This inspection is no longer there.",
    "task.no_such_number": "There is no inspection {number}.",
    "task.moved_on": "{number} was changed by someone else in the meantime. Look at it, then try again.",
    "task.not_planned": "{number} is already done, missed or skipped.",
    "task.needs_outcome": "Choose whether it passed.",
    "task.needs_inspector": "Write who inspected.",
    "task.needs_reason": "Write why.",
    "task.done_in_future": "An inspection cannot be done in the future: {on}.",
    "task.due_in_the_past": "The due date {due} has already passed.",
    "task.after_window": "The law's window ends on {until}; a later date is not possible.",
    "task.before_window": "By law it counts from {since} on; an earlier date is not possible.",
    "task.after_interval": "By law ({law}) the interval is “{interval}”: {until} is the latest day.",
    "task.item_failed": "An item failed or is outside its limits, so the inspection cannot pass.",
    "task.no_such_item": "This item is not on the checklist.",
    "task.no_such_answer": "An item can pass, fail or not apply.",
    "finding.needs_note": "Item {position} failed: write what is wrong.",
    "finding.deadline_before": "The deadline cannot be before {on}.",
    "finding.gone": "This finding is no longer there.",
    "finding.moved_on": "{name} was changed by someone else in the meantime. Look at it, then try again.",
    "finding.settled": "{name} is settled already.",
    "finding.in_repair": "Its repair {number} is under way.",
    "licence.gone": "This licence is no longer there.",
    "keying.before_print": "The sheet was printed on {on}: it cannot have been filled in before.",
    "keying.no_such_number": "There is no sheet and no inspection {number}.",
    "keying.moved_on": (
        "Someone else keyed {number} in the meantime. What you keyed is kept: open it again to see both."
    ),
    "keying.needs_answer": "Item {position} has no answer yet.",
    "keying.needs_note": "Item {position} failed: write what is wrong.",
    "keying.needs_photo": "Item {position} needs a photo.",
    "task.no_checklist": "{number} has no checklist to print.",
    # Plans
    "round.gone": "This round is no longer there.",
    "round.recipe_gone": "This recipe is no longer there. Choose another one.",
    "round.no_such_number": "There is no round {number}.",
    "round.no_such_recipe": "There is no recipe {code}. There are: {known}.",
    "round.no_such_event": "There is no damage event {code}. Enter it first, or start the round without one.",
    "round.no_event_kind": "A round of this kind belongs to no damage event. Leave the name empty.",
    "round.already_started": (
        "{name} was already started today as {number}. Go on with that one, or say that a second one is wanted."
    ),
    "round.nothing_there": "The recipe {name} finds nothing to look at. Check its lines in the settings.",
    "round.due_in_the_past": "{due} has already passed: choose today or a day to come.",
    "round.moved_on": "Round {number} was changed by someone else in the meantime. Look at it, then try again.",
    "round.is_closed": "Round {number} was closed on {on}; nothing in it changes any more.",
    "round.unexplained": "Write why {target} was not looked at; then the round can be closed.",
    "patrol.spot_gone": "This spot is no longer on the register.",
    "patrol.no_such_code": "There is no spot {code}.",
    "patrol.needs_name": "Write what the spot is called, such as Roof gutter, east.",
    "patrol.needs_place": "Choose where it is.",
    "patrol.listed_in_future": "{on} is still to come: a spot cannot be on the register before that day.",
    "patrol.code_taken": "{code} is {name} already. Choose another number, or leave it empty.",
    "patrol.spot_moved_on": "{name} was changed by someone else in the meantime. Look at it, then try again.",
    "patrol.route_moved_on": "Spots were added to route {route} or taken off it. Look at it, then order it again.",
    "patrol.no_vacant": "Every vacant or recovered unit is on the register already.",
    "patrol.not_listed": "{name} was taken off the register. Put it on again before writing a visit.",
    "patrol.in_future": "A visit cannot lie in the future: {on}.",
    "patrol.before_listed": "The spot is on the register only since {on}. Check the day of the visit.",
    "patrol.bad_count": "Write a number from 0 to {most}.",
    "patrol.more_positive": (
        "{positive} containers with larvae are more than the {containers} with water. Check both numbers."
    ),
    "patrol.needs_visitor": "Write who went round.",
    "patrol.needs_finding": "Larvae were found: write where, and what was done.",
    "patrol.same_day": "{name} has a visit on {on} already. Correct that one instead.",
    "patrol.visit_gone": "This visit is no longer there.",
    "patrol.visit_moved_on": "The visit to {name} was changed by someone else. Look at it, then try again.",
    "patrol.has_ticket": "This finding of {name} is a repair already.",
    "patrol.nothing_found": "Write what was found at {name} first; then it can become a repair.",
    "office.patrol_days": "“{text}” is no number of days from 1 to {most}.",
    "round.line_needs_one": "A line names one set: a category, a tag or a kind of dormitory unit.",
    "round.too_long": "This is too long: at most {longest} characters.",
    "plan_year.nothing_to_move": "Nothing here can still be moved: it is done, missed or left out.",
    "plan_year.foreseen": "This day is only foreseen: it becomes an inspection once the one before it is done.",
    "plan_year.after_next": "The next inspection of the same plan is on {next}; this one stays before it.",
    "plan_year.before_last": "The inspection before it in the plan is on {last}; this one stays after it.",
    "plan_year.gone": "This revision of the year's plan is no longer there.",
    "plan_year.empty": "Nothing is planned in the year {year}, so there is nothing to put down.",
    "plan_year.needs_approver": "Write who approved it.",
    "plan_year.approved_in_future": "It cannot have been approved in the future: {on}.",
    "plan_year.approved_before_made": "It was put down on {made}; it cannot have been approved before that.",
    "plan_year.moved_on": "Revision {revision} was changed in the meantime. Look at it, then try again.",
    "plan_year.outside": "It can be moved to a day from {since} to {until}.",
    "plan.bad_rule": "The plan's rule cannot be read: {rule}.",
    "inbox.snooze_in_the_past": "Choose a moment to come.",
    "compliance.bad_year": "{year} is no year that inspections can be due in.",
    "licence.ends_first": "A licence cannot end before it was issued.",
    "ics.bad_days": "Choose between 1 and {most} days.",
    "inbox.needs_user": "Choose first who is using the program.",
    "plan.bad_day": "“{text}” is not a day. Write one day a line, as {example}.",
    "plan.needs_title": "Write what is inspected.",
    "plan.needs_target": "Choose at least one asset, place, category or tag that is inspected.",
    "plan.ends_before_start": "The plan ends on {end}, before it starts on {start}.",
    "plan.bad_lead": "Between 0 and {longest} days.",
    "plan.bad_ladder": "“{text}” are no numbers of days. Write for example 60,30,7,0.",
    "plan.needs_meter_rule": "Say what the meter must read before an inspection is due.",
    "plan.bad_meter_range": "The upper reading must not be below the lower one.",
    "plan.needs_reason": "Write why the plan is paused.",
    "plan.pause_in_the_past": "{until} has already passed: choose a day to come.",
    "plan.gone": "This plan is no longer there.",
    "plan.no_such_code": "There is no plan {code}.",
    "plan.moved_on": "“{name}” was changed by someone else in the meantime. Look at it, then try again.",
    "duty.gone": "This duty is no longer in the catalogue.",
    "filing.number_too_long": "The filing number is too long: {longest} characters at most.",
    "filing.no_result": "{number} has no result yet; record it first.",
    "filing.moved_on": "The result of {number} was changed by someone else meanwhile. Look at it, then try again.",
    "filing.needs_day": "Write on which day it was filed.",
    "filing.in_future": "It cannot have been filed in the future: {on}.",
    "filing.before_inspection": "It was inspected on {on}; it cannot have been filed before.",
    "checklist.none_chosen": "Choose at least one inspection.",
    "file.unknown_target_file": "Say where to write it: --out X.pdf, or X.xlsx.",
    "sheet.kind": "{name} cannot be read back. Files that can: {known}.",
    "sheet.not_there": "{name} could not be read; it may have been moved or deleted. Choose it again.",
    "sheet.too_big": (
        "{name} is too big: a checklist that was filled in has at most {limit} MB. Choose the file itself."
    ),
    "sheet.damaged": (
        "{name} is damaged or is not what its ending says. Save it again from the program it was "
        "filled in with."
    ),
    "sheet.encrypted": "{name} is protected by a password. Save it without one, then read it back.",
    "sheet.no_fields": (
        "{name} has no fields of a checklist. If it is a scan, attach it while keying; if it was printed to PDF, read "
        "the file back that was filled in."
    ),
    "sheet.too_many_pages": (
        "{name} has more pages or fields than {limit} sheets can have. Split it, then read the parts back."
    ),
    "sheet.no_sheets": (
        "{name} has no checklist of this program in it. Read the workbook back that was written for "
        "filling in."
    ),
    "sheet.no_code": (
        "No sheet number can be read from {name}. Key the sheet by its number (Ctrl+Enter) and drop the scan beside it."
    ),
    "sheet.unknown_number": (
        "There is no sheet {number} in this database. It may come from another one; key it by hand."
    ),
    "sheet.other_edition": (
        "Sheet {number} was filled in on {theirs}, but was printed here as {ours}: it comes from another database. "
        "Key it by hand."
    ),
    "sheet.keyed_on_other_edition": (
        "Sheet {number} was keyed before with another edition of its checklist. Finish it in the keying screen."
    ),
    "sheet.recorded_otherwise": (
        "{task} is recorded already, and otherwise than {number} says. Nothing is changed; undo the result first if "
        "the file is right."
    ),
    "sheet.nothing_new": "{number} says nothing that is not keyed already. Nothing was changed.",
    "sheet.file_changed": "{name} was changed since it was read. Read it back again.",
    "sheet.no_such_answer": "“{text}” is not an answer to this item.",
    "sheet.no_number": "“{text}” is not a number.",
    "sheet.no_reading": "Ticked, but no reading is written.",
    "sheet.nothing_said": "“Yes” is ticked, but nothing is written.",
    "sheet.no_date": "“{text}” is not a date.",
    "sheet.future_day": "{text} lies in the future.",
    "sheet.before_print": "{text} is before the sheet was printed.",
    "sheet.no_such_licence": "“{text}” is no licence that is known here.",
    "sheet.label_changed": "The item was changed after the sheet was made.",
    "sheet.no_such_item": "Item {position} is not on this checklist.",
    "checklist.nothing_to_print": "Nothing open has a checklist here: choose another month, site or person.",
    "checklist.does_not_fit": "Checklist {template} is not for {target}. What fits: {known}.",
    "checklist.no_such_template": "There is no checklist {code}. There are: {known}.",
    "attachment.type": (
        "{name} is not a photo or document this program keeps (JPEG, PNG, WebP, PDF, Excel, Word, OpenDocument, "
        "text or CSV without macros)."
    ),
    "attachment.heic": "{name} is a HEIC photo. Save it as JPEG on the phone, then add it.",
    "attachment.empty": "{name} is empty.",
    "attachment.folder": "{name} is a folder. Choose the files in it.",
    "attachment.too_big": "{name} is too big: at most {limit} MB.",
    "attachment.too_many_pixels": (
        "{name} has {megapixels} million pixels; at most {limit} million are possible. "
        "Make it smaller, then add it."
    ),
    "attachment.damaged": "{name} is damaged and cannot be opened as a picture.",
    "attachment.unreadable": "{name} could not be read; it may have been moved or deleted. Nothing was added.",
    "attachment.cannot_store": "The file could not be stored in {path}. Check the disk and your rights there.",
    "attachment.none_chosen": "Choose at least one file.",
    "attachment.gone": "This file is no longer attached.",
    "attachment.file_missing": "The stored file of {name} is missing. Restore it from the last backup.",
    "attachment.no_picture": "{name} is no picture.",
    "attachment.no_such_owner": "Nothing can be attached to {entity}.",
    "reference.empty": "Fill in this field.",
    "reference.too_long": "The text is too long: at most {longest} characters.",
    "reference.code_form": "A code has no spaces, commas or semicolons.",
    "reference.not_a_number": "“{text}” is not a number.",
    "reference.not_a_count": "“{text}” is not a whole number from 0 to 9,999.",
    "reference.fixed": "A code stays as it was made: records refer to it.",
    "reference.no_such_field": "This list has no field {name}.",
    "reference.no_such_icon": "There is no icon {name}.",
    "reference.no_such_value": "Choose one of the values offered.",
    "reference.already_there": "{name} is already in this list.",
    "reference.fixed_list": (
        "The rules of the program rest on the codes of this list: its words can be changed, its entries stay."
    ),
    "reference.cannot_delete": "Entries of this list are not deleted. Stop offering them instead.",
    "reference.no_order": "This list has no order of its own.",
    "reference.still_used": "{name} is used {count} times, so it cannot be deleted. It can be renamed.",
    "reference.type_in_use": "{count} assets have a value here, so its kind cannot be changed.",
    "reference.moved_on": "{name} was changed by someone else in the meantime. Look at it, then try again.",
    # Checklists
    "template.gone": "This checklist is no longer there.",
    "template.moved_on": (
        "“{name}” was changed by someone else in the meantime. Close the editor, look at it, then try again."
    ),
    "template.in_use": "Sheets of edition {edition} were printed or keyed by now. Save a new edition instead.",
    "template.code_taken": "There is a checklist {code} already. Choose another code.",
    "template.code_form": "A code is made of letters A to Z, digits, - and _, at most {longest}.",
    "template.no_title": "Write what the checklist is called.",
    "template.too_long": "This is too long: at most {longest} characters.",
    "template.no_items": "A checklist needs at least one item.",
    "template.too_many": "A checklist has at most {most} items. Make a second one of the rest.",
    "template.no_words": "Write what is to be inspected.",
    "template.no_such_kind": "There is no kind of answer “{text}”. Choose one of the list.",
    "template.no_such_evidence": "There is no evidence “{text}”. Choose one of the list.",
    "template.cannot_fail": "Only pass or fail items and readings can fail. Ask for a photo always, or for none.",
    "template.only_readings": "Only a reading has a unit and limits. Empty this, or make the item a reading.",
    "template.limit_size": "A limit has at most 20 digits.",
    "template.limits_crossed": "The upper limit {high} is below the lower one, {low}. Exchange them.",
    "template.only_choices": "Only a choice has options. Empty this, or make the item a choice.",
    "template.no_options": "A choice needs at least two options, one a line.",
    "template.option_twice": "“{option}” stands there twice. Leave one of them out.",
    "template.condition_form": "“{text}” cannot be read. Write the item's number and its answer, such as 3=fail.",
    "template.condition_gone": "The item this depends on is no longer there. Choose another one, or show it always.",
    "template.condition_later": "Item {asked} comes later. Choose an earlier item, or move this one below it.",
    "template.condition_free": "Item {asked} has no fixed answers to depend on. Choose another one.",
    "template.condition_answer": "Item {asked} has no answer “{answer}”. Choose one that it offers.",
    "template.no_picture": "The picture of item {number} is not there. Choose it again.",
    "template.ending": "{name} is none of the kinds read here. Choose a file that ends in .yaml or .xlsx.",
    "template.no_file": "There is no file {path}.",
    "template.file_size": "{name} is too large: a checklist has at most {most} MB.",
    "template.file_problems": "{name} was not taken over: {count} places are to be mended first.",
    "template.not_yaml": "{name} is no YAML: look at line {line}. Colons in a text need quotes around it.",
    "template.not_a_workbook": "{name} is no workbook that can be opened. Save it as .xlsx again.",
    "template.no_checklist_in": "{name} holds no checklist. Export one first to see how it is written.",
    "template.not_an_item": "This is no item. Write its keys indented below a dash.",
    "template.section_range": "A section needs from and to, between 1 and {count}.",
    "template.quote_it": "“{text}” is no text. Put it in quotes.",
    "template.not_a_number": "“{text}” is no number. Write digits only.",
    "template.options_list": "Write the options as a list, one below a dash each.",
    "template.picture_beside": "Put {name} into the folder of this file and write its name only.",
    "template.unknown_key": "There is no key {key}. There are: {known}.",
    "template.unknown_column": "There is no column “{text}”. Empty its title, or write one of: {known}.",
    "template.not_offered": "“{text}” is not offered here. Write one of: {known}.",
    "template.formula": "There is a formula here. Write its value.",
    "template.date_cell": "Excel made a date of this. Format the cell as text and write it again.",
    "template.number_twice": "The number {number} stands there twice. Give one of the rows another number.",
    "template.code_twice": "The checklist {code} stands in the file twice. Leave one of them out.",
    "reference.no_days": "There is nothing to take over.",
    "reference.own_user": "You cannot shut yourself out. Let somebody else do it.",
    "reference.last_admin": "Someone must be able to change the settings: there is no other administrator.",
    # Backups
    "backup.on_server": (
        "A database on a server is backed up there: use pg_dump to make a backup and pg_restore to bring it back."
    ),
    "backup.source_damaged": (
        "The database is damaged, so no backup was made and the earlier ones are kept. "
        "Close the program and run `facilities-app restore`."
    ),
    "backup.disk_full": (
        "There is no room for a backup in {path}. Free some space there; until then the earlier backups are kept."
    ),
    "backup.cannot_write": (
        "No backup could be written in {path}. Check that the folder is there and that you may write in it."
    ),
    "backup.not_there": "There is no backup {path}. Check the name; `facilities-app backups` lists what is there.",
    "backup.no_manifest": (
        "{path} is not a whole backup of this program: the list of its contents ({path}.json) is missing or damaged. "
        "Choose another backup."
    ),
    "backup.damaged": "{path} is missing or was damaged since it was made. Choose another backup; nothing was changed.",
    "backup.newer": (
        "{path} was made by a newer version of this program (schema {revision}; this one knows up to {known}). "
        "Install the newer version; nothing was changed."
    ),
    "backup.in_use": "{path} is open in a window or in another program. Close it there, then restore.",
    "backup.none_good": "There is no sound backup of {path}.",
    "restore.cannot_write": "{path} cannot be written, so nothing was restored. Check your rights and the free space.",
    "file.backup_exists": "{path} is already there. Name a new file for the backup.",
    # Contracts, contractors, events and projects
    "record.empty": "Fill in this field.",
    "record.too_long": "The text is too long: at most {longest} characters.",
    "record.not_a_number": "“{text}” is not a whole number.",
    "record.below_zero": "Write a number that is not below zero.",
    "record.no_such_field": "This record has no field {name}.",
    "record.moved_on": "{name} was changed by someone else in the meantime. Look at it, then try again.",
    "record.not_allowed": "{name} may not change this: it needs “{needed}”, which these roles have: {roles}.",
    "contract.gone": "This contract is no longer there.",
    "contract.needs_vendor": "Choose the contractor.",
    "contract.ends_before_start": "It cannot end before it begins on {start}.",
    "contract.notice_too_long": "The notice is at most {longest} days.",
    "contract.number_taken": "{number} is already the number of {name}.",
    "contract.scope_gone": "This part of the scope is no longer there.",
    "contract.scope_empty": "Choose an asset, a category, a trade or a place.",
    "contract.scope_there": "The contract covers this already.",
    "contract.no_such_penalty": "There is no penalty rule {kind}.",
    "contract.penalty_needs_rate": "Write how much each late hour or day costs.",
    "contract.penalty_needs_sum": "A penalty in thousandths needs the contract's sum. Write it here.",
    "contract.penalty_cap": "The cap is 1 to 100 percent of the contract's sum.",
    "contract.penalty_needs_promise": "A penalty needs a promise: write within how many hours they arrive or repair.",
    "contract.no_bond": "{number} has no bond.",
    "contract.bond_already": "The bond of {number} was returned on {on}.",
    "contract.bond_in_future": "The bond cannot be returned in the future: {on}.",
    "contract.bond_before_start": "The bond cannot be due back before the contract begins on {start}.",
    "contract.bond_needs_sum": "Write the bond's sum, or leave its date empty.",
    "policy.gone": "This policy is no longer there.",
    "policy.number_taken": "There is already a policy {number}.",
    "vendor.tax_id_form": "“{text}” is no tax ID: it has eight digits.",
    "vendor.tax_id_check": (
        "The check digit of {text} is not right (the sum of its weighted digits is not divisible by 5). "
        "Compare it with the registration, or leave it empty."
    ),
    "vendor.taken": "{value} already belongs to {name}.",
    "vendor.still_used": "{name} is named by {count} other records, so it stays. It can be merged with another one.",
    "vendor.merge_itself": "Choose another contractor: this is the same one.",
    "vendor.merge_two_firms": "{one} and {other} are two different firms. Correct the wrong tax ID first.",
    "project.gone": "This project is no longer there.",
    "project.no_such_status": "This status is not in the list of project statuses.",
    "project.no_such_source": "There is no source of funds {source}.",
    "project.due_before_start": "It cannot be planned to end before it begins on {start}.",
    "project.done_before_start": "It cannot be completed before it began on {start}.",
    "project.code_taken": "{code} is already the number of {name}.",
    "project.remainder_needs_budget": "A remainder needs the budget. Write the budget first, or the sum here.",
    "project.remainder_told": "Leave this sum empty: it is worked out as the remainder.",
    "project.shares_too_much": "The shares come to NT${paid}, more than the budget of NT${total}.",
    "project.shares_too_little": (
        "The shares come to NT${paid} of a budget of NT${total}. Write the rest, or let a source pay the remainder."
    ),
    "project.budget_and_shares": "The shares no longer fit this budget. Change the funding first.",
    "project.milestone_gone": "This milestone is no longer there.",
    "project.in_future": "This cannot have happened in the future: {on}.",
    "project.not_completed": "Write the day of completion first.",
    "project.accepted_before_done": "It cannot be accepted before it was completed on {done}.",
    "project.was_cancelled": "{name} was cancelled. Change its status first.",
    "event.gone": "This event is no longer there.",
    "event.needs_when": "Write the day, or roughly when it was, such as September 2016.",
    "event.in_future": "An event cannot lie in the future: {on}.",
    "event.code_taken": "{code} is already the number of {name}.",
    "event.damage_there": "{name} is already among the damaged assets.",
    "event.damage_gone": "This damage is no longer there.",
    "event.nothing_to_log": "Every damaged asset of {name} has its repair already. Add a damaged asset first.",
    "report.ending": "The file's name should end in one of: {endings}.",
    "asset.none_chosen": "Choose at least one asset.",
    "ticket.asset_retired": (
        "{name} is retired: no repair can be logged about it. Choose the asset or place that is there now."
    ),
    "downtime.gone": "This downtime is no longer there.",
    "downtime.in_future": (
        "A downtime cannot lie in the future. Write when it began and, if it is over, when it ended."
    ),
    "downtime.ends_first": "It cannot end before it began. Check both times.",
    "downtime.already_open": "{name} is already written down as out of service. End that downtime first.",
    "downtime.already_ended": "This downtime has already ended. Nothing was changed.",
    "downtime.of_ticket": "This downtime belongs to ticket {number}; it ends with the ticket. Correct it there.",
    "office.percent": "“{text}” is no whole per cent from 1 to {most}.",
    "slip.in_future": "A slip cannot be dated in the future: {on}.",
    "slip.nothing_moves": "Everything is there already. Choose another place, custodian or using unit.",
    "slip.is_retired": (
        "{name} is retired; nothing more can be done with it. Undo the retirement first if it was a mistake."
    ),
    "slip.open_tickets": "These tickets are still open: {numbers}. Decide whether they stay open or are cancelled.",
    "slip.into_itself": "{name} cannot be merged into itself. Choose another asset.",
    "slip.into_part": "{name} is a component of it. Choose an asset outside.",
    "slip.quantity": "At least one piece must stay: there are {have}.",
    "slip.needs_quantity": "Write how many pieces are split off, 1 to {most}; or name the component that is.",
    "slip.same_name": "{name} is the name of the asset itself. Name the component that is split off.",
    "slip.needs_reason": "Write why it is split off: the reason stands on the slip.",
    "slip.share": "The share lies between 0 and the whole cost.",
    "slip.needs_share": "Write what of the book cost goes along with the component; 0 if nothing does.",
    "slip.cost_unknown": "The book cost of {name} is not known, so no share of it can be said. Leave it empty.",
    "slip.gone": "This slip is no longer there.",
    "slip.no_such_number": "There is no slip {number}.",
    "slip.none_chosen": "Choose at least one slip.",
    # Audits of actual residence
    "audit.gone": "This audit round is no longer there.",
    "audit.visit_gone": "This unit of the round is no longer there.",
    "audit.step_gone": "This follow-up is no longer there.",
    "audit.no_such_round": "There is no audit {year}-{ordinal}.",
    "audit.there_is_one": "{name} is there already. Go on with it, or choose the other half of the year.",
    "audit.bad_ordinal": "A year has a first and a second audit: choose 1 or 2.",
    "audit.due_before_start": "The round cannot end before it begins on {start}.",
    "audit.other_year": "The first day lies outside the year {year}.",
    "audit.no_such_scope": "Choose which units the round looks at.",
    "audit.nobody_to_visit": "No unit is of this scope. Choose the other one.",
    "audit.no_such_finding": "Choose what the visit found.",
    "audit.visit_in_future": "The visit lies in the future. Correct its day.",
    "audit.no_absence_here": "A reason for absence belongs to not met, not or partly residing.",
    "audit.needs_revisit": "Nobody was met: write when to visit again.",
    "audit.revisit_before_visit": "The second visit cannot be before this one of {visited}.",
    "audit.step_out_of_order": "Not after that one. The order: letter, statement, decision, end of contract, recovery.",
    "audit.moved_on": "{name} was keyed by someone else in the meantime. Look at it, then try again.",
    "audit.is_closed": "{name} is closed and stays as it was.",
    "audit.still_open": "{n} units have no final finding yet: {names}. Visit them, or explain each.",
    "audit.needs_document": "Write the number of the letter.",
    "audit.delivered_in_future": "The day of delivery lies in the future.",
    "audit.no_letter": "Only a letter can be sent.",
    "audit.done_in_future": "The day lies in the future.",
    "audit.done_before_begun": "This was begun on {begun}; it cannot be done before.",
    "audit.needs_reason": "Write why.",
    "audit.step_settled": "The follow-up of {name} is settled already.",
    "audit.no_such_unit": "There is no unit {unit} on the list of {name}.",
    "audit.no_units": "{name} has no unit on its list.",
    "audit.too_many_blank": "Print 1 to {most} blank forms at once.",
    "audit.import_unreadable": "{path} cannot be read as a table. Save it as .csv (UTF-8 or Big5) or .xlsx.",
    "audit.import_no_head": "{path} has no line of column titles with {needed}.",
    "audit.import_unknown_column": "There is no column “{column}”. Known: {known}.",
    "audit.import_too_long": "The file has more than {most} rows; a round has fewer. Nothing was imported.",
    "audit.import_needs_time": "“{text}” is no day with a time. Write it like 115/11/20 19:10.",
    "audit.import_before_round": "The visit of {day} was before {name}, which began on {start}.",
    "audit.import_older": "{name} was visited later, on {day}: this visit no longer changes what was found.",
    "audit.import_refused": "Nothing was imported; rows that cannot be used: {n}.\n{rows}",
    "audit.no_such_word": "“{word}” is not known here. Known: {known}.",
    # People and agreements
    "agreement.family_closed": "{code} is family quarters: no new loans since 1983. Change its kind first.",
    "application.gone": "This application is no longer there.",
    "application.moved_on": "Application {number} was changed in the meantime. Look at it, then try again.",
    "application.settled": "Application {number} has gone past this step.",
    "application.no_such_kind": "Choose the kind of unit: head's residence, multi-room or single-room.",
    "application.in_future": "The day of the application lies in the future.",
    "application.household": "Write how many live there: 1 to {most}.",
    "application.no_such_answer": "Answer yes, no or open.",
    "application.points": "Points cannot be below zero.",
    "application.still_open": "Not answered yet: {names}",
    "application.nobody_waits": "Nobody waits for a unit of this kind.",
    "application.out_of_turn": "It is the turn of {number}. Write why somebody else goes first.",
    "application.other_kind": "{code} is of another kind than was asked for.",
    "application.not_vacant": "{code} is not vacant but {status}.",
    "application.too_small": "{code} is for at most {most} people.",
    "application.unit_given": "{code} was given to application {number}.",
    "application.needs_reason": "Write why it is withdrawn.",
    "agreement.gone": "This agreement is no longer there.",
    "agreement.person_gone": "This person is no longer there.",
    "agreement.moved_on": "Someone else changed the agreement of {code} in the meantime. Look at it, then try again.",
    "agreement.of_land": "This agreement is of land, not of a unit.",
    "agreement.no_such_kind": "Choose the kind of agreement.",
    "agreement.needs_person": "Write the borrower's name.",
    "agreement.needs_agency": "Write which agency.",
    "agreement.member_incomplete": "Write the name and how they are related, one person a line: {text}",
    "agreement.too_many_members": "At most {most} people of the family.",
    "agreement.unit_not_free": "{code} cannot be given out while it is {status}. Change its status first.",
    "agreement.overlaps": "{who} has {code} from {start} to {end}. Record the return first, or choose another term.",
    "agreement.single_taken": "{who} has the single room {code} from {start} to {end}. Choose another unit.",
    "agreement.single_no_family": "{code} is a single room for one person. Leave the family out.",
    "agreement.person_has_unit": "{who} has {code} at that time. One person borrows one unit.",
    "agreement.number_taken": "Number {number} is that of the agreement of {code}.",
    "agreement.notarised_in_future": "The day of notarisation lies in the future.",
    "agreement.enforceable_needs_deed": "An enforceable deed has a number and a day. Write both.",
    "agreement.returned_before_start": "It was returned on {on}; it cannot begin after that.",
    "agreement.in_future": "This day lies in the future. Record it when it has come.",
    "agreement.before_start": "The agreement begins on {start}; this day lies before it.",
    "agreement.has_departed": "The borrower of {code} has left and returns it by {on}; it cannot be renewed.",
    "agreement.renewal_too_early": "The new term begins after the old one of {start}.",
    "agreement.not_a_person": "Only a person leaves a post; this agreement is with an agency.",
    "agreement.needs_departure_day": "Write the day it takes effect.",
    "agreement.is_over": "This agreement of {code} ended or ends on {on}.",
    "charge.gone": "This charge is no longer there.",
    "charge.month_in_future": "This month has not begun yet.",
    "charge.nothing_to_bill": "There is nothing left to charge for {month}. Give the agreements a fee first.",
    "charge.paid_in_future": "The day of payment lies in the future.",
    "charge.not_so_much": "NT$ {left} is open. Write an amount up to that.",
    "agreement.no_such_departure": "Choose how the borrower leaves.",
    "agreement.needs_start": "Write the day it begins.",
    "agreement.ends_before_start": "It cannot end before it begins on {start}.",
    "stocktake.gone": "This stock-take is no longer there.",
    "stocktake.no_such_code": "There is no stock-take {code}.",
    "stocktake.line_gone": "This line is no longer there.",
    "stocktake.nothing_there": "There is no asset in {name} to take stock of. Choose another place or category.",
    "stocktake.nothing_scanned": "Scan or write a number first.",
    "stocktake.too_long": "This is too long for a number: at most {longest} characters.",
    "stocktake.is_closed": "Stock-take {code} was closed on {on}; its result is frozen. Start a new one.",
    "stocktake.none_chosen": "Choose at least one line.",
    "stocktake.still_open": "Close stock-take {code} first; then its moves go into the register.",
    "stocktake.nothing_moved": "Stock-take {code} has nothing left that moved.",
    "permit.ends_first": "It cannot end before it was issued.",
    "warranty.ends_first": "It cannot end before it begins.",
    "attribute.other_category": "{name} belongs to another category now. Close this and open it again.",
    "attribute.not_a_number": "“{text}” is not a number.",
    "attribute.not_yes_or_no": "Write yes or no.",
}

_STEPS: dict[str, str] = {
    "ticket.logged": "{number} logged",
    "ticket.edited": "{number} changed",
    "ticket.noted": "Note added to {number}",
    "ticket.linked": "{number} linked to {other}",
    "ticket.unlinked": "{number} no longer linked to {other}",
    "ticket.merged": "{other} merged into {number}",
    "ticket.split": "{number} split from {other}",
    "ticket.accept": "{number} accepted",
    "ticket.dispatch": "{number} dispatched",
    "ticket.start": "{number} in progress",
    "ticket.hold": "{number} put on hold",
    "ticket.resume": "{number} resumed",
    "ticket.finish": "{number} finished",
    "ticket.verify": "{number} verified",
    "ticket.close": "{number} closed",
    "ticket.reject": "{number} rejected",
    "ticket.cancel": "{number} cancelled",
    "ticket.reopen": "{number} reopened",
    "work.labour_added": "{hours} hours added to {number}",
    "work.labour_edited": "Hours of {number} changed",
    "work.labour_removed": "Hours taken off {number}",
    "work.part_used": "{quantity} of {name} used for {number}",
    "work.part_returned": "{quantity} of {name} returned from {number}",
    "work.share_added": "{line} carries a share of {number}",
    "work.share_edited": "Share of {line} changed in {number}",
    "work.share_removed": "Share of {line} taken off {number}",
    "work.findings_set": "Cause and remedy of {number} saved",
    "work.meter_read": "{meter} reads {stand}",
    "work.down": "Asset of {number} out of service",
    "work.up": "Asset of {number} in service again",
    "work.photo_marked": "Photo marked: {name}",
    "stock.part_created": "{name} entered",
    "stock.part_edited": "{name} changed",
    "stock.received": "{quantity} of {name} received",
    "stock.counted": "{name} counted: {quantity}",
    "visit.planned": "{number}: visit planned for {when}",
    "visit.planned_off": "{number}: visit planned for {when}, which is no working day ({name})",
    "visit.planned_past": "{number}: visit planned for {when}, a day that is past",
    "visit.cleared": "{number}: planned visit taken off",
    "view.saved": "View “{name}” saved",
    "view.deleted": "View “{name}” deleted",
    "office.setting_changed": "Setting changed",
    "ticket.numbers_carried_on": "Restored; new tickets are numbered after those given before",
    "reference.seeded": "Reference data loaded",
    "reference.added": "{name} added",
    "reference.edited": "{name} changed",
    "reference.moved": "{name} moved",
    "reference.hidden": "{name} is no longer offered",
    "reference.offered": "{name} is offered again",
    "reference.removed": "{name} deleted",
    "template.added": "Checklist {code} made",
    "template.saved": "{code} saved as edition {edition}",
    "template.corrected": "{code} edition {edition} corrected",
    "template.imported": "Checklist {code} taken over",
    "reference.days_taken": "One day taken over into the calendar",
    "demo.built": "Demo data made",
    "asset.created": "{name} entered",
    "asset.edited": "{name} changed",
    "asset.status_set": "Status of {name} changed",
    "asset.refreshed": "Covers and next inspections renewed",
    "plan_year.moved": "{title}: moved",
    "plan_year.made": "Inspection plan {year}: revision {revision} put down",
    "plan_year.approved": "Inspection plan {year}: revision {revision} approved by {by}",
    "plan_year.levelled": "{title}: moved to even out the months",
    "plan.added": "Plan “{name}” made",
    "plan.edited": "Plan “{name}” changed",
    "plan.paused": "Plan “{name}” paused",
    "plan.resumed": "Plan “{name}” goes on",
    "inbox.snoozed": "Reminder of {name} put off",
    "inbox.noted": "Reminder of {name} noted",
    "round.started": "Round {number} started: {stops} stops",
    "round.edited": "Round {number} changed",
    "round.closed": "Round {number} closed, {left} stops left out",
    "patrol.spot_added": "{name} put on the register",
    "patrol.spot_edited": "{name} changed",
    "patrol.spot_off": "{name} taken off the register",
    "patrol.spot_on": "{name} on the register again",
    "patrol.reordered": "Order of route {route} changed",
    "patrol.units_added": "{name} put on the register",
    "patrol.visited": "{name}: visit written down, {positive} of {containers} with larvae",
    "patrol.visit_edited": "Visit to {name} changed",
    "patrol.visit_removed": "Visit to {name} taken away",
    "patrol.ticket_logged": "{number} logged for {name}",
    "plans.generated": "Plans brought up to date",
    "place.created": "{name} added",
    "place.edited": "{name} changed",
    "place.moved": "{name} moved",
    "place.removed": "{name} removed",
    "unit.created": "{code} added",
    "unit.status_set": "Status of {code} changed",
    "unit.edited": "{code} changed",
    "task.recorded": "{title}: result recorded",
    "task.failed": "{title}: result recorded, repair {tickets}",
    "keying.saved": "{title}: kept as far as it is keyed",
    "keying.begun": "{number} is being keyed",
    "keying.made": "Inspection {number} made from sheet {sheet}",
    "finding.deadline_set": "Deadline for {name} set",
    "finding.waived": "{name} need not be put right",
    "finding.repair_logged": "Repair {number} of {name} logged",
    "finding.recheck_made": "Re-check {number} of {name} planned",
    "task.postponed": "{title}: put off",
    "task.skipped": "{title}: skipped",
    "attachment.added": "{name} added",
    "attachment.removed": "{name} removed",
    "attachment.captioned": "Caption changed",
    "result.filed": "{title}: filed under {filing}",
    "result.unfiled": "{title}: filing taken away",
    "checklist.printed": "Checklist {number} printed",
    "checklist.not_printed": "Sheet numbers given back",
    "downtime.added": "Downtime of {name} written down",
    "downtime.ended": "{name} is back in service",
    "downtime.removed": "Downtime of {name} removed",
    "slip.move": "{name} moved by slip {number}",
    "slip.split": "{name} split off by slip {number}",
    "slip.merge": "Merged into {name} by slip {number}",
    "slip.retire": "{name} retired by slip {number}",
    "audit.started": "{name} begun with {units} units",
    "audit.recorded": "Visit of {name} kept",
    "audit.arranged": "Route of {name} arranged",
    "audit.explained": "Explanation of {name} kept",
    "audit.closed": "{name} closed",
    "audit.step_begun": "Follow-up of {name} begun",
    "audit.letter_sent": "Letter to {name} sent",
    "audit.step_done": "Follow-up of {name} done",
    "audit.step_dropped": "Follow-up of {name} dropped",
    "audit.imported": "{visits} visits of {name} imported",
    "audit.disclosed": "{n} names shown whole on paper of {name}",
    "audit.not_disclosed": "Paper of {name} not written",
    "application.received": "Application {number} received",
    "application.checked": "Check of application {number} kept",
    "application.decided": "Application {number} decided",
    "application.drawn": "Order drawn: {numbers}",
    "application.allocated": "{code} given to application {number}",
    "application.signed": "Agreement of {code} signed for application {number}",
    "application.withdrawn": "Application {number} withdrawn",
    "agreement.signed": "Agreement of {code} signed",
    "agreement.moved_in": "{code} moved into",
    "agreement.edited": "Agreement of {code} changed",
    "agreement.renewed": "Agreement of {code} renewed",
    "agreement.departed": "Departure of the borrower of {code} written down",
    "agreement.departure_undone": "Departure of the borrower of {code} taken back",
    "agreement.handed_back": "{code} handed back",
    "person.edited": "Borrower's data changed",
    "charge.billed": "{n} charges made for {month}",
    "charge.paid": "Payment of NT$ {amount} for {code} kept",
    "charge.payment_removed": "Payment for {code} removed",
    "stocktake.started": "Stock-take {code} started with {lines} assets",
    "stocktake.scanned": "{name} scanned in {code}",
    "stocktake.marked": "{name} ticked off",
    "stocktake.unmarked": "Mark of {name} taken back",
    "stocktake.noted": "Remark on {name} kept",
    "stocktake.closed": "Stock-take {code} closed, {missing} missing",
    "stocktake.applied": "Moves of stock-take {code} written into the register",
    "contract.created": "Contract {number} entered",
    "contract.edited": "Contract {number} changed",
    "contract.removed": "Contract {number} removed",
    "contract.scope_added": "Scope of {number} widened",
    "contract.scope_removed": "Scope of {number} narrowed",
    "contract.bond_returned": "Bond of {number} returned",
    "policy.created": "Policy {number} entered",
    "policy.edited": "Policy {number} changed",
    "policy.removed": "Policy {number} removed",
    "vendor.created": "{name} entered",
    "vendor.edited": "{name} changed",
    "vendor.removed": "{name} removed",
    "vendor.merged": "{other} merged into {name}",
    "project.created": "{name} entered",
    "project.edited": "{name} changed",
    "project.removed": "{name} removed",
    "project.funded": "Funding of {name} changed",
    "project.milestone_added": "{name} added",
    "project.milestone_edited": "{name} changed",
    "project.milestone_done": "{name} done",
    "project.milestone_removed": "{name} removed",
    "project.accepted": "{name} accepted",
    "project.asset_added": "{asset} added to {name}",
    "project.asset_removed": "{asset} taken off {name}",
    "event.created": "{name} entered",
    "event.edited": "{name} changed",
    "event.removed": "{name} removed",
    "event.damage_added": "{asset} added to {name}",
    "event.damage_edited": "Damage of {asset} changed",
    "event.damage_removed": "{asset} is not damaged after all",
    "event.tickets_linked": "Repair added to {name}",
    "event.ticket_unlinked": "{number} taken off {name}",
    "event.tickets_logged": "One repair logged for {name}",
    "permit.saved": "Permit of {name} kept",
    "permit.removed": "Permit of {name} removed",
    "warranty.saved": "Warranty of {name} kept",
    "warranty.removed": "Warranty of {name} removed",
    "asset.attributes_set": "Specifications of {name} changed",
}

_MANY: dict[str, tuple[str, str]] = {
    "plan_year.moved": ("{n} inspection moved", "{n} inspections moved"),
    "plan_year.levelled": (
        "{n} inspection moved to even out the months",
        "{n} inspections moved to even out the months",
    ),
    "ticket.accept": ("{n} ticket accepted", "{n} tickets accepted"),
    "ticket.dispatch": ("{n} ticket dispatched", "{n} tickets dispatched"),
    "ticket.start": ("{n} ticket in progress", "{n} tickets in progress"),
    "ticket.hold": ("{n} ticket put on hold", "{n} tickets put on hold"),
    "ticket.resume": ("{n} ticket resumed", "{n} tickets resumed"),
    "ticket.finish": ("{n} ticket finished", "{n} tickets finished"),
    "ticket.verify": ("{n} ticket verified", "{n} tickets verified"),
    "ticket.close": ("{n} ticket closed", "{n} tickets closed"),
    "ticket.reject": ("{n} ticket rejected", "{n} tickets rejected"),
    "ticket.cancel": ("{n} ticket cancelled", "{n} tickets cancelled"),
    "ticket.reopen": ("{n} ticket reopened", "{n} tickets reopened"),
    "ticket.merged": ("{n} ticket merged", "{n} tickets merged"),
    "visit.planned": ("Visit of {n} ticket planned", "Visits of {n} tickets planned"),
    "visit.planned_off": (
        "Visit of {n} ticket planned for a day off",
        "Visits of {n} tickets planned for a day off",
    ),
    "visit.planned_past": (
        "Visit of {n} ticket planned for a day that is past",
        "Visits of {n} tickets planned for a day that is past",
    ),
    "visit.cleared": ("Planned visit of {n} ticket taken off", "Planned visits of {n} tickets taken off"),
    "asset.status_set": ("Status of {n} asset changed", "Status of {n} assets changed"),
    "attachment.added": ("{n} file added", "{n} files added"),
    "reference.days_taken": (
        "{n} day taken over into the calendar",
        "{n} days taken over into the calendar",
    ),
    "template.imported": ("{n} checklist taken over", "{n} checklists taken over"),
    "patrol.units_added": ("{n} unit put on the register", "{n} units put on the register"),
    "checklist.printed": ("{n} checklist printed", "{n} checklists printed"),
    "slip.move": ("{n} asset moved", "{n} assets moved"),
    "stocktake.marked": ("{n} line ticked off", "{n} lines ticked off"),
    "stocktake.unmarked": ("{n} mark taken back", "{n} marks taken back"),
    "stocktake.applied": ("{n} asset moved by stock-take", "{n} assets moved by stock-take"),
    "event.tickets_linked": ("{n} repair added", "{n} repairs added"),
    "event.tickets_logged": ("{n} repair logged", "{n} repairs logged"),
}

_PROBLEMS: dict[str, str] = {
    "health.damaged": "The database is damaged: {what}",
    "health.schema": "The schema is {found}, this program expects {known}.",
    "health.reference": "Row {id} of {entity} refers to something in {to} that is not there.",
    "health.journal": "The journal was changed at step {step}.",
    "health.attachment_missing": "The file of {name} is missing: {path}",
    "health.attachment_changed": "The file of {name} was changed: {path}",
    "health.search": "The search index knows {indexed} of {tickets} tickets.",
    "health.label": "{number} in {entity} shows an outdated name.",
    "health.stock": "The stock of part {code} is not the sum of its moves.",
    "health.cost": "{number} costs less than its labour and parts.",
    "health.complied": "{number} complies although something is open, or the other way round.",
    "health.recheck": "Finding {id} waits for a re-check that is not planned.",
    "health.next_due": "{number} shows a wrong date of its next inspection.",
}
