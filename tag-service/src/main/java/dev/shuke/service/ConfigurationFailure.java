package dev.shuke.service;

import dev.shuke.brand.ConfigurationException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Tells a wrong configuration in sentences instead of a stack trace. */
class ConfigurationFailure extends AbstractFailureAnalyzer<ConfigurationException> {

  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, ConfigurationException cause) {
    return new FailureAnalysis(
        String.valueOf(cause.getMessage()), "Correct it and start again.", cause);
  }
}
