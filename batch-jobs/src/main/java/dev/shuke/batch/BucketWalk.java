package dev.shuke.batch;

import dev.shuke.customer.TimelineRow;
import dev.shuke.fold.CustomerFold;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Walks the customers of one bucket, whose rows come as {@link TagFolding#inOrder} sorts them. */
final class BucketWalk {

  private final Iterator<Row> timeline;
  private @Nullable Row next;
  private int lastCustomer = -1;

  BucketWalk(Iterator<Row> timeline) {
    this.timeline = timeline;
    this.next = timeline.hasNext() ? timeline.next() : null;
  }

  boolean hasNext() {
    return next != null;
  }

  /**
   * Gives each fold all rows of the next customer, so that it can finish.
   *
   * @return the customer's number
   */
  int feed(List<CustomerFold> folds) {
    Row first = next;
    if (first == null) {
      throw new IllegalStateException("The bucket has no more customers");
    }
    int customerNo = TimelineReader.customerNo(first);
    refuseUnsorted(customerNo);
    folds.forEach(fold -> fold.start(customerNo, WhoIsWho.bucketOf(customerNo)));
    while (next != null && TimelineReader.customerNo(next) == customerNo) {
      TimelineRow row = TimelineReader.read(next);
      folds.forEach(fold -> fold.add(row));
      next = timeline.hasNext() ? timeline.next() : null;
    }
    return customerNo;
  }

  private void refuseUnsorted(int customerNo) {
    if (customerNo <= lastCustomer) {
      throw new IllegalStateException(
          "Customer "
              + customerNo
              + " comes after "
              + lastCustomer
              + ", expected the timeline sorted by customer");
    }
    lastCustomer = customerNo;
  }
}
