package dev.shuke.proof;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;

import dev.shuke.platform.text.Progress;
import java.util.Optional;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/**
 * The tests of language, fold and definitions, as {@code mvn verify} runs them: the page of
 * meanings, the golden sheet, real data with known answers, limits and hostile names.
 */
final class LanguageTests {

  private final Progress progress;

  LanguageTests(Progress progress) {
    this.progress = progress;
  }

  /**
   * Runs them all.
   *
   * @return how many there were
   * @throws AssertionError naming the first that failed
   */
  TestExecutionSummary run() {
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(
                    selectPackage("dev.shuke.rule"),
                    selectPackage("dev.shuke.fold"),
                    selectPackage("dev.shuke.tag"))
                .build(),
            listener,
            new Telling());
    TestExecutionSummary summary = listener.getSummary();
    Optional<TestExecutionSummary.Failure> failed = summary.getFailures().stream().findFirst();
    if (failed.isPresent()) {
      throw new AssertionError(
          "%d tests failed, first %s: %s"
              .formatted(
                  summary.getTotalFailureCount(),
                  failed.get().getTestIdentifier().getLegacyReportingName(),
                  failed.get().getException().getMessage()),
          failed.get().getException());
    }
    return summary;
  }

  /** A word per class, and the reason of each test that did not run. */
  private final class Telling implements TestExecutionListener {
    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
      if (result.getStatus() == TestExecutionResult.Status.ABORTED) {
        progress.say(
            "skipped %s: %s",
            test.getDisplayName(), result.getThrowable().map(Throwable::getMessage).orElse("?"));
      } else if (test.getSource().isPresent() && test.isContainer() && isClass(test)) {
        progress.say("%s: %s", test.getDisplayName(), result.getStatus());
      }
    }

    private boolean isClass(TestIdentifier test) {
      return test.getUniqueIdObject().getLastSegment().getType().endsWith("class");
    }
  }
}
