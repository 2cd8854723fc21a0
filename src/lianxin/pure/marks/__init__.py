"""纸质答卷: a questionnaire as a sheet of paper that a person fills with a pen and a machine reads back.

`layout` sets a Sheet on A4 pages in millimetres, as one list of drawing primitives (`drawing`); `svg` prints them in a
browser, `raster` makes a picture of them. `finding` finds a page in a scan or a photograph, turned, tilted, shaded;
`reading` says of every box whether it is marked, empty, or for a person to look at. `codes` is the number of a page:
which campaign, which group, which page, and nothing that tells one sheet from the next.

Not done here: no file from outside is opened (`base.files`), nothing is counted or stored.
"""
