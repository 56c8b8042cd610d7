"""發動巡查: one recipe, one click; what it will make is in sight before."""

from typing import Any

from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from facilities_app.domain.rounds import RoundPlan, StartRound
from facilities_app.domain.rows import Choice
from resources.texts import tr, trn
from ui.components.brief_rows import Brief, BriefRows
from ui.components.form_sheet import FormSheet
from ui.context import UiContext
from ui.pages.inspections.plan_fields import combo
from ui.widgets.labels import Label
from ui.widgets.surfaces import Notice
from ui.worker import Task

_SHOWN = 6


class StartSheet(FormSheet):
    """``saved`` carries the new round's id."""

    likely_height = 620

    def __init__(self, context: UiContext, host: QWidget, recipe: int | None = None) -> None:
        super().__init__(context, host, tr("Start a round"), save=tr("Start", "round"))
        self.closed.connect(self.deleteLater)
        self._wanted = recipe
        self._task: Task | None = None
        self.plan: RoundPlan | None = None
        self._make()
        self._arrange()
        self.recipe.currentIndexChanged.connect(self._on_recipe)
        rounds = context.services.rounds
        context.worker.read(rounds.recipes, self._on_recipes, context.notify.error)

    def save(self) -> None:
        """Make the round."""
        self.clear_errors()
        if not self.dates_are_readable() or self.plan is None:
            return
        rounds = self.context.services.rounds
        wish = StartRound(
            self.plan.recipe_id,
            self.title_line.text(),
            self.due_on.value(),
            self.event_box.currentData(),
            self.new_event.text(),
            self.assignee.currentData(),
            again=self.again.isChecked(),
        )
        self.submit(lambda: rounds.start(wish))

    # -- building --------------------------------------------------------------------------------

    def _make(self) -> None:
        self.recipe = QComboBox()
        self.recipe.setAccessibleName(tr("Recipe"))
        self.title_line = self.line(longest=120)
        self.due_on = self.date(tr("Due"))
        self.event_box = combo(tr("Damage event"), (), None, tr("none"))
        self.new_event = self.line(longest=120)
        self.assignee = combo(
            tr("Assignee"), self.context.services.labels.choices("user"), None, tr("nobody yet")
        )
        self.again = QCheckBox(tr("Start a second one all the same"))
        self.warning = Notice(tone="amber", icon="triangle-alert")
        self.warning.body.addWidget(self.again)
        self.warning.hide()
        self.count = Label("", "section")
        self.stops = BriefRows()
        for line in (self.title_line, self.new_event):
            line.returnPressed.connect(self.save)

    def _arrange(self) -> None:
        self.lay(self.add("recipe_id", tr("Recipe"), self.recipe, required=True))
        self.body.addWidget(self.warning)
        self.lay(
            self.add("due_on", tr("Due"), self.due_on, required=True),
            self.add("assignee_id", tr("Assignee"), self.assignee),
        )
        self.lay(
            self.add("event_id", tr("Damage event"), self.event_box),
            self.add("new_event", tr("Or a new one"), self.new_event, hint=tr("such as the typhoon's name")),
        )
        self.lay(self.add("title", tr("Title"), self.title_line, hint=tr("empty: the recipe's name")))
        self.body.addWidget(self.count)
        self.body.addWidget(self.stops)

    # -- slots -----------------------------------------------------------------------------------

    def _on_recipes(self, recipes: tuple[Choice, ...]) -> None:
        self.recipe.blockSignals(True)
        for choice in recipes:
            self.recipe.addItem(choice.name, choice.code)
        self.recipe.setCurrentIndex(max(self.recipe.findData(self._wanted), 0))
        self.recipe.blockSignals(False)
        if not recipes:
            self.refuse("recipe_id", tr("There is no recipe. Make one in the settings."))
        self._on_recipe()

    def _on_recipe(self, *_: object) -> None:
        key = self.recipe.currentData()
        if key is None:
            return
        if self._task is not None:
            self._task.cancel()
        self.save_button.setEnabled(False)
        rounds = self.context.services.rounds
        self._task = self.context.worker.read(
            lambda: (rounds.plan(key), rounds.events(key)), self._on_plan, self.context.notify.error
        )

    def _on_plan(self, found: tuple[RoundPlan, tuple[tuple[Choice, ...], int | None]]) -> None:
        self.plan, (events, proposed) = found
        plan = self.plan
        self.save_button.setEnabled(True)
        self.due_on.set_value(plan.due_on)
        while self.event_box.count() > 1:
            self.event_box.removeItem(1)
        for choice in events:
            self.event_box.addItem(choice.name, choice.code)
        self.event_box.setCurrentIndex(max(self.event_box.findData(proposed), 0))
        self._warn(plan)
        self.count.setText(trn("{n} stop in walking order", "{n} stops in walking order", len(plan.stops)))
        rows = [
            Brief(None, stop.target, self.context.presenter.term(stop.template), icon="map-pin")
            for stop in plan.stops[:_SHOWN]
        ]
        nothing = tr("The recipe finds nothing to look at. Check its lines in the settings.")
        self.stops.set_rows(rows, empty=nothing, total=len(plan.stops))

    def _warn(self, plan: RoundPlan) -> None:
        self.again.setChecked(False)
        self.again.setVisible(bool(plan.today))
        if plan.today:
            self.warning.set_words(
                tr("Started today already: {number}").format(number=plan.today[-1].number),
                tr(
                    "{done} of {total} stops are done. Go on with that one, or say that you want another."
                ).format(done=plan.today[-1].done, total=plan.today[-1].total),
            )
        elif plan.running:
            brief = plan.running[-1]
            day = self.context.presenter.date(brief.started_on)
            self.warning.set_words(
                tr("{number} of {date} is still open").format(number=brief.number, date=day),
                tr("Close it first if it is over."),
            )
        self.warning.setVisible(bool(plan.today or plan.running))


def start_round(context: UiContext, host: QWidget, **what: Any) -> None:
    """Lay the sheet over any page; the new round is shown then. ``recipe`` is its id."""
    sheet = StartSheet(context, host, what.get("recipe"))
    sheet.saved.connect(lambda key: context.navigate("rounds", record=int(key), kind="round"))
    sheet.open()
