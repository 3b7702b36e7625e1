package io.registrysidecar.inventory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Tells which files with evidence are as a distribution's package brought them.
 *
 * <p>That a package lists a path does not make it the owner of what stands there: {@code npm
 * install -g npm} writes over the files that apt brought. So the content must be what the package's
 * database says that it was. Where no hash tells, the file must have come with the same layer as
 * the package; what a later layer wrote is not the package's.
 *
 * <p>A package may list a file by another name than it has ({@code lib/x} where {@code lib} leads
 * to {@code usr/lib}), and another package may have diverted it.
 */
final class Owners {

  private final RootLinks links;
  private final List<Standing> files = new ArrayList<>();
  private final List<Claim> claims = new ArrayList<>();
  private final List<Diversion> diversions = new ArrayList<>();

  Owners(RootLinks links) {
    this.links = links;
  }

  /** There is a file with evidence of something that a package may own. */
  void file(String path, int depth, @Nullable ContentDigests digests) {
    files.add(new Standing(path, depth, digests, new TreeMap<>()));
  }

  /**
   * A package says which files are its own.
   *
   * @param depth the layer that brought the package
   */
  void claim(AboutPackage about, int depth) {
    if (about.files().size() > 0) {
      claims.add(new Claim(about, depth));
    }
  }

  /** A package's file was put elsewhere. */
  void diverted(Diversion diversion) {
    diversions.add(diversion);
  }

  /** For each path that a package owns, which; of several, the first by name. */
  Map<String, Owner> find() {
    if (files.isEmpty() || claims.isEmpty()) {
      return Map.of();
    }
    List<Listed> listed = listed();
    long[] hashes = listed.stream().mapToLong(Listed::hash).toArray();
    for (Claim claim : claims) {
      OwnedFiles owned = claim.about.files();
      for (int i = 0; i < owned.size(); i++) {
        int at = first(hashes, owned.path(i));
        for (; at >= 0 && at < hashes.length && hashes[at] == owned.path(i); at++) {
          if (listed.get(at).by(claim.about.name())) {
            listed.get(at).file.vote(claim, owned.head(i));
          }
        }
      }
    }
    Map<String, Owner> owners = new HashMap<>();
    files.forEach(file -> file.owner().ifPresent(owner -> owners.put(file.path, owner)));
    return owners;
  }

  /** Every name under which packages may list the files, sorted by hash. */
  private List<Listed> listed() {
    Map<String, List<Diversion>> from = new HashMap<>();
    Map<String, List<Diversion>> to = new HashMap<>();
    for (Diversion diversion : diversions) {
      from.computeIfAbsent(links.resolve(diversion.from()), key -> new ArrayList<>())
          .add(diversion);
      to.computeIfAbsent(links.resolve(diversion.to()), key -> new ArrayList<>()).add(diversion);
    }
    List<Listed> listed = new ArrayList<>();
    for (Standing file : files) {
      String path = links.resolve(file.path);
      List<Diversion> away = from.getOrDefault(path, List.of());
      String only = away.isEmpty() ? null : away.getFirst().by();
      links.names(path).forEach(name -> listed.add(Listed.of(name, file, only, null)));
      for (Diversion here : to.getOrDefault(path, List.of())) {
        links
            .names(links.resolve(here.from()))
            .forEach(name -> listed.add(Listed.of(name, file, null, here.by())));
      }
    }
    listed.sort(Comparator.comparingLong(Listed::hash));
    return listed;
  }

  /** The first index at which {@code hash} stands in sorted {@code hashes}, or negative. */
  private static int first(long[] hashes, long hash) {
    int at = Arrays.binarySearch(hashes, hash);
    while (at > 0 && hashes[at - 1] == hash) {
      at--;
    }
    return at;
  }

  /**
   * A package as its database names it.
   *
   * @param type the package URL type
   * @param name its name
   * @param architecture its architecture, or null where the database does not say
   */
  record Owner(String type, String name, @Nullable String architecture)
      implements Comparable<Owner> {

    static Owner of(AboutPackage about) {
      return new Owner(about.type(), about.name(), about.architecture());
    }

    @Override
    public int compareTo(Owner other) {
      return Comparator.comparing(Owner::type)
          .thenComparing(Owner::name)
          .thenComparing(Owner::architecture, Comparator.nullsFirst(Comparator.naturalOrder()))
          .compare(this, other);
    }
  }

  private record Claim(AboutPackage about, int depth) {}

  /** A name of a file, and whose claims to that name mean the file. */
  private record Listed(long hash, Standing file, @Nullable String only, @Nullable String except) {

    static Listed of(String name, Standing file, @Nullable String only, @Nullable String except) {
      return new Listed(PathSet.hash(name), file, only, except);
    }

    boolean by(String name) {
      return (only == null || only.equals(name)) && (except == null || !except.equals(name));
    }
  }

  /** What speaks for and against a package being the owner. */
  private enum Vote {
    CHANGED,
    ELSEWHERE,
    TOGETHER,
    SAME
  }

  private record Standing(
      String path, int depth, @Nullable ContentDigests digests, Map<Owner, Vote> votes) {

    /** A hash tells more than a layer does. */
    void vote(Claim claim, int head) {
      FileHash hash = claim.about.files().hash();
      Integer mine = digests == null || hash == null || head == 0 ? null : digests.head(hash);
      Vote vote;
      if (mine == null) {
        vote = claim.depth == depth ? Vote.TOGETHER : Vote.ELSEWHERE;
      } else {
        vote = mine == head ? Vote.SAME : Vote.CHANGED;
      }
      votes.merge(Owner.of(claim.about), vote, Standing::stronger);
    }

    Optional<Owner> owner() {
      return votes.entrySet().stream()
          .filter(vote -> vote.getValue() == Vote.SAME || vote.getValue() == Vote.TOGETHER)
          .map(Map.Entry::getKey)
          .findFirst();
    }

    private static Vote stronger(Vote one, Vote other) {
      if (one == Vote.SAME || other == Vote.SAME) {
        return Vote.SAME;
      }
      if (one == Vote.CHANGED || other == Vote.CHANGED) {
        return Vote.CHANGED;
      }
      return one == Vote.TOGETHER ? one : other;
    }
  }
}
