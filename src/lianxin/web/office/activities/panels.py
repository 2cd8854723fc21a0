"""活动宣传的记录在数字后面怎样列: each line with the part that it adds to the sum."""

from lianxin.web.ui import panels

panels.rows("activity", "activities/rows_activity.html")
panels.rows("part", "activities/rows_part.html")
panels.rows("turnout", "activities/rows_turnout.html")
panels.rows("donation", "activities/rows_donation.html")
