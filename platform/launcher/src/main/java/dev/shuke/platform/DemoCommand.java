package dev.shuke.platform;

import dev.shuke.platform.demo.Demo;
import dev.shuke.platform.home.Home;
import dev.shuke.platform.home.Jit;
import dev.shuke.platform.part.Platform;
import dev.shuke.platform.process.InterProcessLock;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "demo",
    description =
        "Start everything, load the samples, compute, show the results, and leave it running.")
final class DemoCommand implements Runnable {
  @Option(
      names = "--customers",
      paramLabel = "N",
      description = "Customers of the simulated chain; 50000 unless told.")
  private @Nullable Integer customers;

  @Override
  public void run() {
    Home home = Home.ofThisProcess(Jit.QUICK);
    try (InterProcessLock lock = Platform.lock(home)) {
      new Demo(home, System.out)
          .run(customers == null ? OptionalInt.empty() : OptionalInt.of(customers));
    }
  }
}
