"""The cards of the gallery that hold facts and figures."""

from PySide6.QtWidgets import QHBoxLayout

from resources.texts import pick
from ui.widgets.bars import BarRow, Bars, ProgressLine, Share, SplitBar, Tick, TickBar
from ui.widgets.columns import PlanColumns, SeriesRow, SmallMultiples
from ui.widgets.facts import KeyValueGrid, Timeline, TimelineEntry
from ui.widgets.labels import Hairline, Label, Pill
from ui.widgets.photos import Photo, PhotoStrip
from ui.widgets.surfaces import Card, EmptyState, IconTile, Notice
from ui.widgets.type_ahead_rows import Suggestion


def facts_card() -> Card:
    """Facts and a timeline."""
    card = Card()
    head = QHBoxLayout()
    head.addWidget(IconTile("boxes"))
    head.addWidget(Label(pick("頂樓採光罩", "Roof skylight"), "title"))
    head.addWidget(Pill(pick("使用中", "In use"), "neutral", "circle-check"))
    head.addStretch(1)
    card.body.addLayout(head)
    card.body.addWidget(
        Notice(
            pick("應於 116/01/16 前返還", "To be returned by 2027-01-16"),
            pick("剩 54 天，調任生效 115/10/16", "54 days left; transferred on 2026-10-16"),
            icon="calendar-clock",
        )
    )
    facts = KeyValueGrid()
    facts.add(pick("借用人", "Borrower"), pick("方○宏　技士，原事務科", "Fang, engineer"))
    facts.add(pick("借用契約", "Agreement"), "114/03/01 – 117/02/28")
    facts.add(
        pick("耐風壓", "Wind load"), "450 kgf/㎡", Pill(pick("依報告", "As reported"), icon="file-text")
    )
    card.body.addWidget(facts)
    card.body.addWidget(Hairline())
    card.body.addWidget(Label(pick("沿革", "History"), "section"))
    card.body.addWidget(Timeline(_events()))
    card.body.addWidget(PhotoStrip([Photo(i) for i in range(3)]))
    card.body.addStretch(1)
    return card


def _events() -> list[TimelineEntry]:
    return [
        TimelineEntry(
            pick("返還期限", "Return due"),
            "116/01/16",
            "calendar-clock",
            "amber",
            pick("調任後 3 個月，通知已送達", "3 months after the transfer"),
            future=True,
        ),
        TimelineEntry(pick("查考未遇，待再訪", "Not met"), "115/11/18", "clipboard-check", "amber"),
        TimelineEntry(pick("查考：確有居住", "Audit: lives there"), "115/06/09", "clipboard-check", "green"),
        TimelineEntry(pick("冷氣汰換，結案", "Air conditioner replaced"), "115/05/12", "wrench", key=1),
        TimelineEntry(pick("遷入，點交完成", "Moved in"), "114/03/02", "key-round"),
    ]


def figures_card() -> Card:
    """Charts."""
    card = Card()
    card.body.addWidget(Label(pick("法定檢查符合率", "Statutory compliance"), "heading"))
    card.body.addWidget(Label("94.4", "figure"))
    card.body.addWidget(TickBar([Tick("green")] * 34 + [Tick("red")] * 2))
    bars = [
        BarRow(pick("3 天內", "to 3 days"), 9),
        BarRow(pick("4–7 天", "4–7 days"), 7),
        BarRow(pick("8–14 天", "8–14 days"), 4),
        BarRow(pick("逾 30 天", "over 30"), 1, role="red"),
    ]
    card.body.addWidget(Bars(bars))
    card.body.addWidget(Hairline())
    small = SmallMultiples()
    small.set_data(
        [
            SeriesRow(pick("水電", "Plumb"), (10, 11, 10, 12, 11, 12, 13, 14, 13, 12, 11, 9), ("9", "129")),
            SeriesRow(pick("空調", "HVAC"), (4, 3, 4, 6, 8, 12, 14, 15, 13, 9, 7, 5), ("5", "98")),
            SeriesRow(pick("消防", "Fire"), (2, 1, 2, 2, 2, 3, 2, 3, 2, 2, 2, 2), ("2", "27")),
        ],
        [str(m) for m in (12, *range(1, 12))],
        ("16", "254"),
    )
    card.body.addWidget(small)
    card.body.addWidget(Hairline())
    plan = PlanColumns()
    plan.set_data(
        (2.3, 2.2, 2.8, 2.9, 2.7, 2.6, 3.1, 2.6, 2.7, 2.6, 1.5, None),
        [str(m) for m in range(1, 13)],
        (2.2, 2.3, 2.7, 2.8, 2.9, 2.9, 3.0, 2.9, 2.8, 2.6, 2.2, 2.1),
        10,
        pick("計畫", "plan"),
    )
    card.body.addWidget(plan)
    card.body.addStretch(1)
    return card


def rest_card() -> Card:
    """What is left."""
    card = Card()
    card.body.addWidget(Label(pick("新設工程總經費", "Cost of construction"), "section"))
    card.body.addWidget(
        SplitBar(
            Share(pick("中央補助 86.8 %", "Central 86.8 %"), "NT$ 3,914.6 萬", 86.8, "accent"),
            Share(pick("市款（差額）13.2 %", "City 13.2 %"), "NT$ 595.4 萬", 13.2, "chart"),
        )
    )
    card.body.addWidget(ProgressLine(0.4, name=pick("進度", "Progress")))
    card.body.addWidget(
        Notice(pick("計畫書已核定", "The plan is approved"), tone="blue", icon="info", aside="115/01/20")
    )
    card.body.addWidget(
        EmptyState(
            "clipboard-check",
            pick("今天沒有到期的檢查", "No inspection is due today"),
            pick("下一項在 115/11/25。可先列印檢查表。", "The next is on 2026-11-25."),
            action=pick("查看本月", "See this month"),
        ),
        1,
    )
    return card


def suggestions() -> list[Suggestion]:
    """Answers of a type-ahead."""
    return [
        Suggestion(1, "空調箱 AHU-9E", "四維行政中心 › 9F › 東側機房", "air-vent", "2 件未結案"),
        Suggestion(2, "空調箱 AHU-9W", "四維行政中心 › 9F › 西側機房", "air-vent"),
        Suggestion(3, "空調送風機 FCU-904", "四維行政中心 › 9F › 904 會議室", "air-vent"),
        Suggestion(4, "空調箱 AHU-B9", "鳳山行政中心 › 後棟 › 9F › 機房", "air-vent", "1 件未結案"),
    ]
