package dev.sidereal.studio.web;

import com.sun.net.httpserver.Headers;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Decides who may ask, before anything of a request is looked at.
 *
 * <p>A page of another site must not reach the studio: its name for this machine is not among those expected (DNS
 * rebinding), its Origin is another, and it has no cookie, for that is sent to nobody but our own page
 * ({@code SameSite=Strict}).
 */
final class Guard {

    private final Token token;
    private final String cookie;
    private final Set<String> hosts;

    /**
     * A guard.
     *
     * @param hosts the names, with ports, under which the studio may be addressed
     * @param port  makes the cookie's name: browsers keep one jar for all ports
     */
    Guard(Token token, Set<String> hosts, int port) {
        this.token = token;
        this.hosts = Set.copyOf(hosts);
        this.cookie = "sidereal-" + port;
    }

    /** Makes sure that the request was sent to us, and by our own page if by any. */
    void requireOwnPage(Headers headers) {
        String host = single(headers, "Host").toLowerCase(Locale.ROOT);
        if (!hosts.contains(host)) {
            throw new Problem(403, "host: expected the address that the terminal shows, found another name");
        }
        List<String> origins = headers.getOrDefault("Origin", List.of());
        if (!origins.isEmpty() && !origins.equals(List.of("http://" + host))) {
            throw new Problem(403, "origin: expected the studio's own page, found another one");
        }
        boolean foreign = headers.getOrDefault("Sec-Fetch-Site", List.of()).stream()
                .anyMatch(site -> site.equals("cross-site") || site.equals("same-site"));
        if (foreign && !headers.getOrDefault("Sec-Fetch-Mode", List.of()).contains("navigate")) {
            throw new Problem(403, "origin: expected the studio's own page, found another one");
        }
    }

    /** Makes sure that whoever asks holds the token: in a cookie, or in the header {@code Authorization: Bearer}. */
    void requireToken(Headers headers) {
        boolean carried = headers.getOrDefault("Cookie", List.of()).stream()
                .flatMap(line -> Arrays.stream(line.split(";", -1)))
                .map(String::strip)
                .anyMatch(pair -> pair.startsWith(cookie + "=") && token.is(pair.substring(cookie.length() + 1)));
        boolean shown = headers.getOrDefault("Authorization", List.of()).stream()
                .anyMatch(line -> line.startsWith("Bearer ") && token.is(line.substring(7)));
        if (!carried && !shown) {
            throw new Problem(401, "token: expected the one of this start; open the address that the terminal shows");
        }
    }

    /** The cookie for whoever opens the address with the token in it; empty for a wrong one. */
    Optional<String> cookie(String given) {
        return token.is(given)
                ? Optional.of(cookie + "=" + token.secret() + "; HttpOnly; SameSite=Strict; Path=/")
                : Optional.empty();
    }

    private static String single(Headers headers, String name) {
        List<String> values = headers.getOrDefault(name, List.of());
        return values.size() == 1 ? values.get(0) : "";
    }
}
