package dev.shuke.platform.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;

/**
 * A loopback port and the setting that moves it.
 *
 * @param setting the key in {@code ports.properties}
 */
public record Port(int number, String setting) {
  public static final String HOST = "127.0.0.1";

  public Port {
    if (number < 1 || number > 65_535) {
      throw ShukeException.wrongSetup("Port %s is %d, expected 1 to 65535.", setting, number);
    }
  }

  /** {@code 127.0.0.1:19092}. */
  public String address() {
    return HOST + ":" + number;
  }

  static InetAddress loopback() {
    try {
      return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }

  boolean isFree() {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(loopback(), number));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Refuses a port that somebody listens on.
   *
   * @throws ShukeException that names the port and its setting
   */
  public void requireFree(String wantedBy) {
    if (!isFree()) {
      throw ShukeException.wrongSetup(
          "Port %d, wanted by %s, is in use by another program: end that program, or set %s in"
              + " .shuke/ports.properties or move all ports with SHUKE_PORT_BASE.",
          number, wantedBy, setting);
    }
  }
}
