"""The loop that most home-made star-trail scripts are: Pillow's ImageChops.lighter, one frame after another.

Usage: lighten_pillow.py LIST OUT
"""

import sys

from PIL import Image, ImageChops

with open(sys.argv[1], encoding="utf-8") as names:
    frames = names.read().splitlines()
trails = Image.open(frames[0]).convert("RGB")
for name in frames[1:]:
    trails = ImageChops.lighter(trails, Image.open(name).convert("RGB"))
trails.save(sys.argv[2])
