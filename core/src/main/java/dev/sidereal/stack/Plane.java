package dev.sidereal.stack;

import dev.sidereal.fold.Fold;
import dev.sidereal.fold.MaxFold;

/** What a stack can keep of a night. A plane is folded only when a requested product needs it. */
public enum Plane {
    /** The maximum of each sample. */
    MAX {
        @Override
        public Fold<?> fold() {
            return new MaxFold();
        }
    };

    /** The arithmetic of this plane. */
    public abstract Fold<?> fold();
}
