package dev.sidereal.align;

/** A star of a frame and the star of the reference that it is, or might be. */
record Pair(Star frame, Star reference) {

    /** How far from each other they are in the reference. */
    double distance(Transform transform) {
        Point at = transform.apply(frame.x(), frame.y());
        double dx = at.x() - reference.x();
        double dy = at.y() - reference.y();
        return Math.sqrt(dx * dx + dy * dy);
    }

    /** Squared standard error of that distance along one axis, for frames of about one scale. */
    double variance() {
        double ours = frame.error();
        double theirs = reference.error();
        return ours * ours + theirs * theirs;
    }
}
