package dev.shuke.proof.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Stands between clients and a server, and hands on each answer late while it is told to. */
public final class SlowProxy implements AutoCloseable {
  private static final int BUFFER_BYTES = 64 * 1024;

  private final ServerSocket door;
  private final int server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicLong late = new AtomicLong();
  private volatile Duration delay = Duration.ZERO;

  /**
   * @param port it listens on
   * @param server port of the server
   */
  public SlowProxy(int port, int server) throws IOException {
    this.door = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
    this.server = server;
    threads.execute(this::accept);
  }

  /** From now on each piece of an answer comes so much later. */
  public void delay(Duration later) {
    this.delay = later;
  }

  /** How many pieces of answers were handed on late. */
  public long late() {
    return late.get();
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket client = door.accept();
        threads.execute(() -> connect(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  /** A client whose server is away finds its connection closed. */
  private void connect(Socket client) {
    try {
      Socket behind = new Socket(InetAddress.getLoopbackAddress(), server);
      threads.execute(() -> copy(client, behind, false));
      threads.execute(() -> copy(behind, client, true));
    } catch (IOException away) {
      closeQuietly(client);
    }
  }

  private void copy(Socket from, Socket to, boolean isAnswer) {
    byte[] buffer = new byte[BUFFER_BYTES];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        if (isAnswer && !delay.isZero()) {
          late.incrementAndGet();
          // Being late is the fault itself.
          LockSupport.parkNanos(delay.toNanos());
        }
        out.write(buffer, 0, read);
      }
    } catch (IOException broken) {
      // Both ends learn of it by the closing below.
    } finally {
      closeQuietly(from);
      closeQuietly(to);
    }
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException alreadyGone) {
      // Nothing is left to close.
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
    threads.shutdownNow();
  }
}
