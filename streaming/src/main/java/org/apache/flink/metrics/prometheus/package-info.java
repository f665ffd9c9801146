/** What must stand in Flink's package to reach what is visible only there. */
@NullMarked
package org.apache.flink.metrics.prometheus;

import org.jspecify.annotations.NullMarked;
