package dev.shuke.proof;

/** What a proof came to; its text is the line that is shown. */
interface ProofResult {

  /** Whether the faults happened, and no row was lost, extra or altered. */
  boolean isPassed();
}
