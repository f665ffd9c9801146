package dev.shuke.platform.demo;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/** The same work for several brands at once: that of one does not keep all cores busy. */
final class SideBySide {

  private SideBySide() {}

  /** Results in the order of the items; fails with the first failure, once all have ended. */
  static <T, R> List<R> map(List<T> items, Function<T, R> work) {
    List<CompletableFuture<R>> all =
        items.stream().map(item -> CompletableFuture.supplyAsync(() -> work.apply(item))).toList();
    try {
      CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
    return all.stream().map(CompletableFuture::join).toList();
  }
}
