"""个人信息保管: how often particulars are looked at, who takes them along, who may know whose matter it is.

It stands in `base` because rooms on every floor above keep particulars: each asks here before it shows or gives out.
"""
