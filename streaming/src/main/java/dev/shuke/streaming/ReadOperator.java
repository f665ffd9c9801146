package dev.shuke.streaming;

import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;

/**
 * Runs {@link ReadFunction} in a brand's time, which has no end: a savepoint with drain and the end
 * of the input tell the operators that all time is over, by which the job would forget every id and
 * judge nothing any more once it goes on.
 */
final class ReadOperator extends ProcessOperator<KafkaRecord, Arrival> {
  private static final long serialVersionUID = 1L;

  ReadOperator(ReadFunction function) {
    super(function);
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    if (!mark.equals(Watermark.MAX_WATERMARK)) {
      super.processWatermark(mark);
    }
  }
}
