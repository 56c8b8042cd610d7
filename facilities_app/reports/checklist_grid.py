"""The columns of a checklist's table and the sizes of what is written in it, in millimetres and points."""

from facilities_app.reports.pen import POINT

# Left edges of 項次, 檢查項目, the three answers, 讀值, 限值／前次, 備註, and the right edge of all (mm).
NO, ITEM, PASSED, FAILED, LEFT_OUT, READING, LIMIT, NOTE, END = (
    20.0, 28.4, 97.3, 108.6, 119.9, 131.2, 156.4, 172.8, 195.1,
)  # fmt: skip
ROW, TEXT_ROW, SECTION = 11.1, 16.8, 6.2
TABLE_SIZE, CAPTION = 9.25, 8.0
LEADING, SMALL_LEADING = TABLE_SIZE * 1.3 * POINT, CAPTION * 1.25 * POINT
PAD, PAD_Y = 1.8, 1.25
CHECK = 5.0
"""A box that a pen ticks without aiming."""
