package dev.sidereal.align;

/** A star of a frame and the star of the reference that it is, or might be. */
record Pair(Star frame, Star reference) {

    /** How far from each other they are in the reference. */
    double distance(Transform transform) {
        Point at = transform.apply(frame.x(), frame.y());
        return Math.hypot(at.x() - reference.x(), at.y() - reference.y());
    }

    /** Squared standard error of that distance along one axis, for frames of about one scale. */
    double variance() {
        return frame.error() * frame.error() + reference.error() * reference.error();
    }
}
