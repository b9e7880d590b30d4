"""The same loop with OpenCV, in one process or, for those who have many cores, in several.

Usage: lighten_opencv.py LIST OUT [PROCESSES]
"""

import multiprocessing
import sys

import cv2


def lighten(frames):
    trails = cv2.imread(frames[0])
    for name in frames[1:]:
        # Into the running maximum: a fresh array for each frame would only be slower.
        cv2.max(trails, cv2.imread(name), trails)
    return trails


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as names:
        frames = names.read().splitlines()
    processes = min(int(sys.argv[3]) if len(sys.argv) > 3 else 1, len(frames))
    if processes == 1:
        trails = lighten(frames)
    else:
        with multiprocessing.Pool(processes) as pool:
            parts = pool.map(lighten, [frames[i::processes] for i in range(processes)])
        trails = parts[0]
        for part in parts[1:]:
            cv2.max(trails, part, trails)
    cv2.imwrite(sys.argv[2], trails)
