package dev.sidereal.frame;

import java.util.Optional;

/**
 * A place on Earth in WGS 84.
 *
 * @param latitude  degrees, north positive
 * @param longitude degrees, east positive
 * @param altitude  metres above sea level
 */
public record Place(double latitude, double longitude, Optional<Double> altitude) {}
