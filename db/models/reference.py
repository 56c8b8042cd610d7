"""Lists that ship with the program and that an admin may edit: choices, trades, priorities, terms, holidays."""

from datetime import date
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Versioned, table_args


class Choice(Versioned, Base):
    """One entry of a code list, such as (unit_status, vacant)."""

    __tablename__ = "choices"
    __table_args__ = table_args(UniqueConstraint("list_code", "code"))

    list_code: Mapped[str] = mapped_column(String(40))
    code: Mapped[str] = mapped_column(String(40))
    name_zh: Mapped[str] = mapped_column(String(80))
    name_en: Mapped[str] = mapped_column(String(80))
    icon: Mapped[str] = mapped_column(String(40), default="")
    tone: Mapped[str] = mapped_column(String(10), default="neutral")
    position: Mapped[int] = mapped_column(default=0)
    is_active: Mapped[bool] = mapped_column(default=True)


class Trade(Versioned, Base):
    """A repair trade (類別): 水電, 土木, 通訊, 消防, 空調, 電梯 as shipped."""

    __tablename__ = "trades"
    __table_args__ = table_args()

    code: Mapped[str] = mapped_column(String(40), unique=True)
    name_zh: Mapped[str] = mapped_column(String(80))
    name_en: Mapped[str] = mapped_column(String(80))
    icon: Mapped[str] = mapped_column(String(40), default="wrench")
    position: Mapped[int] = mapped_column(default=0)
    is_active: Mapped[bool] = mapped_column(default=True)


class Priority(Versioned, Base):
    """How soon a repair is due: ``id`` is the rank, 1 the most urgent; ``repair_workdays`` 0 is the same day."""

    __tablename__ = "priorities"
    __table_args__ = table_args()

    code: Mapped[str] = mapped_column(String(40), unique=True)
    name_zh: Mapped[str] = mapped_column(String(80))
    name_en: Mapped[str] = mapped_column(String(80))
    icon: Mapped[str] = mapped_column(String(40), default="")
    tone: Mapped[str] = mapped_column(String(10), default="neutral")
    repair_workdays: Mapped[int]


class Term(Versioned, Base):
    """A term of the trade in both languages."""

    __tablename__ = "terms"
    __table_args__ = table_args(UniqueConstraint("zh", "en"))

    zh: Mapped[str] = mapped_column(String(80))
    en: Mapped[str] = mapped_column(String(120))
    topic: Mapped[str] = mapped_column(String(60), default="")


class CalendarDay(Versioned, Base):
    """The office's own word on a day: wins over the computed calendar. ``kind`` is workday or holiday."""

    __tablename__ = "calendar_days"
    __table_args__ = table_args()

    day: Mapped[date] = mapped_column(unique=True)
    kind: Mapped[str] = mapped_column(String(10))
    name: Mapped[str] = mapped_column(String(80), default="")


class Setting(Versioned, Base):
    """One setting of this database, such as the office's name."""

    __tablename__ = "settings"
    __table_args__ = table_args()

    key: Mapped[str] = mapped_column(String(60), unique=True)
    value: Mapped[Any] = mapped_column(JSON)


class Role(Versioned, Base):
    """What a user may do: a list of permission names."""

    __tablename__ = "roles"
    __table_args__ = table_args()

    code: Mapped[str] = mapped_column(String(40), unique=True)
    name_zh: Mapped[str] = mapped_column(String(80))
    name_en: Mapped[str] = mapped_column(String(80))
    permissions: Mapped[list[str]] = mapped_column(JSON)


class User(Versioned, Base):
    """Someone of the Secretariat who uses the program or is given work."""

    __tablename__ = "users"
    __table_args__ = table_args()

    code: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(80), index=True)
    title: Mapped[str] = mapped_column(String(80), default="")
    unit_name: Mapped[str] = mapped_column(String(80), default="")
    phone: Mapped[str] = mapped_column(String(40), default="")
    role_id: Mapped[int] = mapped_column(ForeignKey("roles.id"), index=True)
    is_active: Mapped[bool] = mapped_column(default=True)
    is_demo: Mapped[bool] = mapped_column(default=False)


class SavedView(Versioned, Base):
    """A person's own tab over a list: its query as JSON (see facilities_app.domain.lists.ListQuery)."""

    __tablename__ = "saved_views"
    __table_args__ = table_args(UniqueConstraint("user_id", "list_code", "name"))

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    list_code: Mapped[str] = mapped_column(String(40))
    name: Mapped[str] = mapped_column(String(80))
    query: Mapped[dict[str, Any]] = mapped_column(JSON)
