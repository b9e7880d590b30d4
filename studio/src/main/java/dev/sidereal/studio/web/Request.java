package dev.sidereal.studio.web;

import java.nio.ByteBuffer;
import java.util.Map;

/**
 * A request that was let in.
 *
 * @param path  the values of the places that its route leaves open
 * @param query what stands behind the question mark
 * @param body  of a request that changes something; else empty
 * @param piece of a file, for {@code PUT}; else empty
 */
public record Request(Map<String, String> path, Fields query, Fields body, ByteBuffer piece) {

    static final ByteBuffer NO_PIECE = ByteBuffer.allocate(0).asReadOnlyBuffer();

    /** The value of an open place of the route. */
    public String at(String place) {
        String value = path.get(place);
        if (value == null) {
            throw new IllegalArgumentException(place + ": expected a place of the route, found none");
        }
        return value;
    }

    /**
     * The same as a whole number from 0.
     *
     * @throws Problem 404 if it is none
     */
    public int numberAt(String place) {
        String value = at(place);
        if (!value.matches("[0-9]{1,9}")) {
            throw Problem.missing(place + ": expected a number, found " + Fields.shown(value));
        }
        return Integer.parseInt(value);
    }
}
