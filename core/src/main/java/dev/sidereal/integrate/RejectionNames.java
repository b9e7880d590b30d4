package dev.sidereal.integrate;

import dev.sidereal.frame.OptionException;
import java.util.Optional;

/** What rejections are called in options and recipes. */
final class RejectionNames {

    private static final String NUMBER = "[0-9]+(\\.[0-9]+)?(E-?[0-9]+)?";

    private RejectionNames() {}

    static Rejection read(String option, String name, String limitsOption, Optional<String> limits) {
        if (limits.isPresent() && !name.matches("sigma|winsorized|linear-fit")) {
            throw new OptionException(
                    limitsOption + ": expected " + option + " sigma, winsorized or linear-fit with it, found " + name);
        }
        Limits pair = new Limits(limitsOption, limits);
        return switch (name) {
            case "none" -> new Rejection.None();
            case "gesd" -> Rejection.usual();
            case "median" -> new Rejection.Median();
            case "sigma" -> new Rejection.Sigma(pair.low(3), pair.high(3));
            case "winsorized" -> new Rejection.Winsorized(pair.low(4), pair.high(3));
            case "linear-fit" -> new Rejection.LinearFit(pair.low(5), pair.high(3.5));
            default ->
                throw new OptionException(
                        option + ": expected none, sigma, gesd, winsorized, linear-fit or median, found " + name);
        };
    }

    private record Limits(String option, Optional<String> text) {

        double low(double usual) {
            return side(0, usual);
        }

        double high(double usual) {
            return side(1, usual);
        }

        private double side(int side, double usual) {
            if (text.isEmpty()) {
                return usual;
            }
            if (!text.get().matches(NUMBER + "," + NUMBER)) {
                throw new OptionException(option + ": expected two numbers such as 4,3, found " + text.get());
            }
            double limit = Double.parseDouble(text.get().split(",", 2)[side]);
            if (!(limit > 0)) {
                throw new OptionException(option + ": expected limits above 0, found " + text.get());
            }
            return limit;
        }
    }

    static String word(Rejection rejection) {
        if (rejection instanceof Rejection.None) {
            return "none";
        }
        if (rejection instanceof Rejection.Sigma) {
            return "sigma";
        }
        if (rejection instanceof Rejection.Winsorized) {
            return "winsorized";
        }
        if (rejection instanceof Rejection.LinearFit) {
            return "linear-fit";
        }
        return rejection instanceof Rejection.Median ? "median" : "gesd";
    }

    static Optional<String> limits(Rejection rejection) {
        if (rejection instanceof Rejection.Sigma sigma) {
            return Optional.of(pair(sigma.low(), sigma.high()));
        }
        if (rejection instanceof Rejection.Winsorized winsorized) {
            return Optional.of(pair(winsorized.low(), winsorized.high()));
        }
        return rejection instanceof Rejection.LinearFit fit
                ? Optional.of(pair(fit.low(), fit.high()))
                : Optional.empty();
    }

    private static String pair(double low, double high) {
        return plain(low) + "," + plain(high);
    }

    private static String plain(double number) {
        return number == Math.rint(number) && number < 1e9 ? String.valueOf((long) number) : String.valueOf(number);
    }
}
