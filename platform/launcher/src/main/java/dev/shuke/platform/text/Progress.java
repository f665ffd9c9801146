package dev.shuke.platform.text;

import com.google.errorprone.annotations.FormatMethod;
import java.io.PrintStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Lines on standard output, each behind the seconds since the command began. */
public final class Progress {
  private final PrintStream out;
  private final long start = System.nanoTime();

  public Progress(PrintStream out) {
    this.out = out;
  }

  @FormatMethod
  public synchronized void say(String line, @Nullable Object... values) {
    out.println(String.format(Locale.ROOT, "%6.1f s  ", seconds()) + line.formatted(values));
    out.flush();
  }

  public double seconds() {
    return (System.nanoTime() - start) / 1e9;
  }
}
