package org.amana.support.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Where a request comes from, for counting tries: an IPv4 address, or the first 64 bits of an IPv6 address, because one
 * household has all the rest.
 */
public record ClientAddress(String value) {

    public static ClientAddress of(HttpServletRequest request) {
        return parse(request.getRemoteAddr());
    }

    public static ClientAddress parse(String literal) {
        try {
            InetAddress address = InetAddress.ofLiteral(literal);
            byte[] bytes = address.getAddress();
            return new ClientAddress(
                    HexFormat.of().formatHex(address instanceof Inet6Address ? Arrays.copyOf(bytes, 8) : bytes));
        } catch (IllegalArgumentException e) {
            return new ClientAddress("unknown");
        }
    }

    @Override
    public String toString() {
        return "ClientAddress[…]";
    }
}
