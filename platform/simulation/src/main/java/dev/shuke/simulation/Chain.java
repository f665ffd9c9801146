package dev.shuke.simulation;

import java.util.ArrayList;
import java.util.List;

/** The stores and who works there when. */
final class Chain {

  static final int STORES = 20;
  private static final int STAFF_PER_STORE = 8;
  private static final double MOVES = 0.08;
  private static final List<String> CITIES = List.of("上海", "杭州", "苏州", "南京");

  private final List<Employee> staff;
  private final double[] storeWeights;

  private Chain(List<Employee> staff, double[] storeWeights) {
    this.staff = List.copyOf(staff);
    this.storeWeights = storeWeights.clone();
  }

  /**
   * An employee.
   *
   * @param store where he or she starts
   * @param movesOn the day of a move, or beyond the period
   * @param movesTo the store after the move
   */
  record Employee(String userid, boolean isManager, int store, int movesOn, int movesTo) {
    int storeOn(int day) {
      return day < movesOn ? store : movesTo;
    }
  }

  static Chain of(long seed, Period period) {
    Chance chance = Chance.of(seed, Chance.Stream.CHAIN, 0);
    List<Employee> staff = new ArrayList<>();
    double[] weights = new double[STORES];
    double sum = 0;
    for (int store = 0; store < STORES; store++) {
      sum += 0.5 + chance.share();
      weights[store] = sum;
      for (int no = 0; no < STAFF_PER_STORE; no++) {
        boolean isMoving = no > 0 && chance.happens(MOVES);
        staff.add(
            new Employee(
                Ids.staff(store, no),
                no == 0,
                store,
                isMoving ? chance.between(30, period.days() - 30) : Integer.MAX_VALUE,
                chance.below(STORES)));
      }
    }
    return new Chain(staff, weights);
  }

  List<Employee> staff() {
    return staff;
  }

  static String city(int store) {
    return CITIES.get(store % CITIES.size());
  }

  /** A store; big ones more often. */
  int anyStore(Chance chance) {
    return chance.weighted(storeWeights);
  }

  Employee manager(int store) {
    return staff.get(store * STAFF_PER_STORE);
  }

  /** Someone who works at a store on a day. */
  Employee someoneAt(Chance chance, int store, int day) {
    List<Employee> present = new ArrayList<>();
    for (Employee employee : staff) {
      if (employee.storeOn(day) == store) {
        present.add(employee);
      }
    }
    return chance.oneOf(present);
  }
}
