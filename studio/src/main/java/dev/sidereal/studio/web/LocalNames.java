package dev.sidereal.studio.web;

import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/** The names under which a server on this machine may be addressed, as the header Host has them. */
final class LocalNames {

    private LocalNames() {}

    /** Names with ports: this machine's, and that of the address it listens on; on all addresses, those of all. */
    static Set<String> of(InetAddress host, int port) throws SocketException {
        Set<String> names = new LinkedHashSet<>();
        names.add("127.0.0.1:" + port);
        names.add("localhost:" + port);
        names.add("[::1]:" + port);
        if (!host.isLoopbackAddress()) {
            names.add(host.getHostName().toLowerCase(Locale.ROOT) + ":" + port);
            names.add(literal(host) + ":" + port);
        }
        if (host.isAnyLocalAddress()) {
            for (NetworkInterface network : NetworkInterface.networkInterfaces().toList()) {
                for (InterfaceAddress address : network.getInterfaceAddresses()) {
                    names.add(literal(address.getAddress()) + ":" + port);
                }
            }
        }
        return names;
    }

    private static String literal(InetAddress address) {
        String text = address.getHostAddress().replaceFirst("%.*", "");
        return text.contains(":") ? "[" + text + "]" : text;
    }
}
