package dev.shuke.simulation;

/**
 * A simulated customer: a pure function of the seed and a number, so it is made again whenever it
 * is needed and never kept.
 *
 * @param no 0 and up
 * @param isMember has a member number
 * @param hasUnionid the chain knows the unionid
 * @param hasPhone the member record has a hashed phone
 * @param isFriend becomes a WeCom contact in the year
 * @param isLinkedLate known by external user id and member number apart, until a late record links
 *     them
 * @param store goes there most
 * @param secondStore goes there as often as to {@code store} when {@code hasTwoHomes}
 * @param joinedOn day of the first visit, negative before the period
 * @param lapsesOn first day of staying away, or beyond the period
 * @param returnsOn first day of coming back, or beyond the period
 * @param dailyRate orders on a day of weight 1
 * @param spicyShare how often a dish is spicy
 * @param habit names the person's own dishes
 */
record Person(
    int no,
    boolean isMember,
    boolean hasUnionid,
    boolean hasPhone,
    boolean isFriend,
    boolean isLinkedLate,
    int store,
    int secondStore,
    boolean hasTwoHomes,
    int joinedOn,
    int lapsesOn,
    int returnsOn,
    double dailyRate,
    double spicyShare,
    long habit) {

  private static final double MEMBERS = 0.94;
  private static final double FRIENDS_OF_MEMBERS = 0.60;
  private static final double FRIENDS_OF_OTHERS = 0.70;
  private static final double LINKED_LATE = 0.006;

  /** Such that 50,000 people make about 570,000 orders a year, walk-ins included. */
  private static final double RATE_LOG_MEAN = -3.73;

  static Person of(long seed, int no, Chain chain, Period period) {
    Chance chance = Chance.of(seed, Chance.Stream.PERSON, no);
    boolean isMember = chance.happens(MEMBERS);
    boolean hasUnionid = chance.happens(isMember ? 0.70 : 0.60);
    boolean hasPhone = isMember && chance.happens(0.50);
    boolean isFriend = chance.happens(isMember ? FRIENDS_OF_MEMBERS : FRIENDS_OF_OTHERS);
    boolean isLinkedLate = isMember && isFriend && hasUnionid && chance.happens(LINKED_LATE);
    int store = chain.anyStore(chance);
    int secondStore = (store + 1 + chance.below(Chain.STORES - 1)) % Chain.STORES;
    boolean hasTwoHomes = chance.happens(0.12);
    int joinedOn = chance.happens(0.55) ? -chance.between(1, 900) : chance.below(period.days() - 5);
    int lapsesOn =
        chance.happens(0.38)
            ? Math.max(joinedOn, 0) + 7 + (int) (-150 * StrictMath.log(1 - chance.share()))
            : Integer.MAX_VALUE;
    int returnsOn =
        lapsesOn < period.days() && chance.happens(0.15)
            ? lapsesOn + chance.between(100, 200)
            : Integer.MAX_VALUE;
    boolean isLead = chance.happens(0.03);
    double dailyRate = isLead ? 0 : StrictMath.exp(RATE_LOG_MEAN + chance.normal());
    return new Person(
        no,
        isMember,
        hasUnionid,
        hasPhone,
        isFriend,
        isLinkedLate,
        store,
        secondStore,
        hasTwoHomes,
        joinedOn,
        lapsesOn,
        returnsOn,
        dailyRate,
        spicyShare(chance),
        Chance.mix(seed + no));
  }

  /** Lovers, the indifferent and the wary; 0.30 of all lines together. */
  private static double spicyShare(Chance chance) {
    double kind = chance.share();
    return kind < 0.20 ? 0.66 : kind < 0.70 ? 0.27 : 0.11;
  }

  /** The first day of the period on which it is a customer. */
  int activeFrom() {
    return Math.max(joinedOn, 0);
  }
}
