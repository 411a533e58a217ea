package org.amana.support.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** The domain name system. */
@FunctionalInterface
interface HostNames {
    /** Every address of the host; never empty. */
    List<InetAddress> lookUp(String host) throws UnknownHostException;
}
