package dev.shuke.simulation;

import dev.shuke.event.PersonRef;
import dev.shuke.event.TouchEvent.ConsentState;
import dev.shuke.simulation.ConsentStory.Consent;
import java.util.List;

/** Tells what friends consent to, and what some of them take back. */
final class Consents {

  private final long seed;

  Consents(long seed) {
    this.seed = seed;
  }

  /** Plans what a friend says in a span of time. */
  void plan(List<Planned> plan, Person person, FriendStory story, long from, long to) {
    ConsentStory consents = ConsentStory.of(seed, person, story);
    PersonRef ref = PersonRef.external(Ids.external(person.no(), story.isWecom()));
    for (Consent consent : List.of(consents.marketing(), consents.profiling())) {
      long grantedAt = consent.grantedAt();
      if (grantedAt >= from && grantedAt < to) {
        plan.add(
            new Planned(
                grantedAt, teller -> tell(teller, ref, consent, ConsentState.GRANTED, grantedAt)));
      }
      long withdrawnAt = consent.withdrawnAt();
      if (withdrawnAt >= from && withdrawnAt < to) {
        plan.add(
            new Planned(
                withdrawnAt,
                teller -> tell(teller, ref, consent, ConsentState.WITHDRAWN, withdrawnAt)));
      }
    }
  }

  private static void tell(
      Teller teller, PersonRef person, Consent consent, ConsentState state, long at) {
    teller.tell(TouchEvents.consent(at, person, consent.purpose(), state));
    teller.count(
        state == ConsentState.GRANTED ? Counted.CONSENTS_GRANTED : Counted.CONSENTS_WITHDRAWN);
  }
}
