package org.amana.support.outbound;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/**
 * Addresses that a stranger's link must never make us call: everything that is not global unicast (IANA special-purpose
 * registries, RFC 6890), cloud metadata services, and IPv6 forms that carry an IPv4 address inside.
 */
final class AddressRanges {
    private static final List<Range> REFUSED = List.of(Range.of("0.0.0.0/8"), Range.of("10.0.0.0/8"),
            Range.of("100.64.0.0/10"), Range.of("127.0.0.0/8"), Range.of("169.254.0.0/16"), Range.of("172.16.0.0/12"),
            Range.of("192.0.0.0/24"), Range.of("192.0.2.0/24"), Range.of("192.88.99.0/24"), Range.of("192.168.0.0/16"),
            Range.of("198.18.0.0/15"), Range.of("198.51.100.0/24"), Range.of("203.0.113.0/24"), Range.of("224.0.0.0/3"),
            // the virtual address of a cloud's host agent, global by range but never meant for us
            Range.of("168.63.129.16/32"));
    private static final Range GLOBAL_UNICAST = Range.of("2000::/3");
    /** Inside 2000::/3: tunnels that embed IPv4 (Teredo, 6to4), documentation, benchmarking, ORCHID. */
    private static final List<Range> REFUSED_GLOBAL = List.of(Range.of("2001::/23"), Range.of("2001:db8::/32"),
            Range.of("2002::/16"), Range.of("3fff::/20"));

    private AddressRanges() {}

    static boolean isPublic(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (address instanceof Inet4Address) {
            return REFUSED.stream().noneMatch(range -> range.contains(bytes));
        }
        return GLOBAL_UNICAST.contains(bytes) && REFUSED_GLOBAL.stream().noneMatch(range -> range.contains(bytes));
    }

    @SuppressWarnings("ArrayRecordComponent") // private value, never compared
    private record Range(byte[] network, int bits) {
        static Range of(String cidr) {
            int slash = cidr.indexOf('/');
            return new Range(InetAddress.ofLiteral(cidr.substring(0, slash)).getAddress(),
                    Integer.parseInt(cidr.substring(slash + 1)));
        }

        boolean contains(byte[] address) {
            if (address.length != network.length) {
                return false;
            }
            int whole = bits / 8;
            int rest = bits % 8;
            int mask = 0xff << (8 - rest);
            return Arrays.equals(address, 0, whole, network, 0, whole)
                    && (rest == 0 || ((address[whole] ^ network[whole]) & mask & 0xff) == 0);
        }
    }
}
