package io.registrysidecar.advisory.feed;

import io.registrysidecar.advisory.LifeCycle;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known about problems and releases beside advisories. */
public sealed interface Enrichment extends FeedEntry {

  /**
   * Ratings of a problem, of whoever rated it.
   *
   * @param cve the problem
   * @param vectors CVSS vectors of any version
   */
  record Vectors(String cve, List<String> vectors) implements Enrichment {
    /** Copies the list. */
    public Vectors {
      vectors = List.copyOf(vectors);
    }
  }

  /**
   * What Red Hat does about a problem, product by product, as long as it has not fixed it there.
   *
   * @param cve the problem
   * @param severity Red Hat's word for it, or null
   * @param states what it does
   */
  record States(String cve, @Nullable String severity, List<State> states) implements Enrichment {
    /** Copies the list. */
    public States {
      states = List.copyOf(states);
    }
  }

  /**
   * What Red Hat does in one product.
   *
   * @param product the last parts of its CPE name: {@code o:enterprise_linux:9}
   * @param name the source package, in a module {@code nodejs:18/nodejs}
   * @param word such as {@code Will not fix}
   */
  record State(String product, String name, String word) {}

  /**
   * The catalogue of problems that are exploited in the wild.
   *
   * @param problems all of them
   */
  record Exploited(List<Exploit> problems) implements Enrichment {
    /** Copies the list. */
    public Exploited {
      problems = List.copyOf(problems);
    }
  }

  /**
   * An entry of that catalogue.
   *
   * @param cve the problem
   * @param added day it entered the catalogue
   * @param due day by which the catalogue asks for a fix, or null
   * @param ransomware whether ransomware is known to use it
   */
  record Exploit(String cve, LocalDate added, @Nullable LocalDate due, boolean ransomware) {}

  /**
   * How likely a problem is exploited in the next thirty days.
   *
   * @param cve the problem
   * @param score probability, 0 to 1
   * @param percentile share of problems with the same or a lower score, 0 to 1
   * @param date day of the estimate
   */
  record Likelihood(String cve, double score, double percentile, LocalDate date)
      implements Enrichment {}

  /**
   * How long a release is looked after.
   *
   * @param cycle how long
   */
  record Release(LifeCycle cycle) implements Enrichment {}
}
