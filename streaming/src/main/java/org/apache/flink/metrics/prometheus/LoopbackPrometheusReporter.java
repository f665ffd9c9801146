package org.apache.flink.metrics.prometheus;

import io.prometheus.client.exporter.HTTPServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Properties;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;
import org.jspecify.annotations.Nullable;

/**
 * Flink's metrics for Prometheus, on the loopback interface only; Flink's own reporter listens on
 * all. It stands in Flink's package because the metrics collected are visible there alone.
 */
public final class LoopbackPrometheusReporter extends AbstractPrometheusReporter {

  /** The setting that names the port. */
  public static final String PORT = "port";

  private @Nullable HTTPServer server;

  /** Found by Flink through {@code META-INF/services}. */
  public static final class Factory implements MetricReporterFactory {
    @Override
    public MetricReporter createMetricReporter(Properties settings) {
      return new LoopbackPrometheusReporter();
    }
  }

  @Override
  public void open(MetricConfig config) {
    super.open(config);
    int port = config.getInteger(PORT, 0);
    try {
      InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
      server = new HTTPServer(address, registry, true);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot serve metrics on port " + port, e);
    }
  }

  @Override
  public void close() {
    if (server != null) {
      server.stop();
    }
    super.close();
  }
}
