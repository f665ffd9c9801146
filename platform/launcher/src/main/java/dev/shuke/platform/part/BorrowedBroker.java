package dev.shuke.platform.part;

import dev.shuke.platform.home.Home;

/** Kafka for the time of a command: the one that runs, else one that ends with the command. */
public final class BorrowedBroker implements AutoCloseable {
  private final Home home;
  private final boolean isOurs;

  private BorrowedBroker(Home home, boolean isOurs) {
    this.home = home;
    this.isOurs = isOurs;
  }

  /** Returns when Kafka answers. */
  public static BorrowedBroker open(Home home) {
    boolean isOurs = !home.processes().isRunning(Broker.NAME);
    BorrowedBroker borrowed = new BorrowedBroker(home, isOurs);
    Broker broker = new Broker(home);
    try {
      if (isOurs) {
        home.createTemporary();
        broker.start();
      }
      broker.awaitReady();
      return borrowed;
    } catch (RuntimeException e) {
      borrowed.close();
      throw e;
    }
  }

  @Override
  public void close() {
    if (isOurs) {
      home.processes().stop(Broker.NAME);
    }
  }
}
