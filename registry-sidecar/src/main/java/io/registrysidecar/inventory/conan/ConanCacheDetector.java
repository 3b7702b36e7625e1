package io.registrysidecar.inventory.conan;

import io.registrysidecar.image.LayerFile;
import io.registrysidecar.image.TarPath;
import io.registrysidecar.image.Want;
import io.registrysidecar.inventory.AboutPackage;
import io.registrysidecar.inventory.Detector;
import io.registrysidecar.inventory.EvidenceSink;
import io.registrysidecar.inventory.LineReader;
import io.registrysidecar.inventory.MalformedEvidence;
import io.registrysidecar.inventory.PackageFact;
import io.registrysidecar.inventory.database.DatabaseFile;
import io.registrysidecar.inventory.database.SqliteDatabase;
import io.registrysidecar.inventory.database.SqliteRecord;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the cache of Conan 2, in which packages lie under hashes: {@code p/cache.sqlite3} has a row
 * for each that was built or fetched, and {@code p/HASH/e/conanfile.py}, from which it was made,
 * the licences. Recipes without a package are not installed.
 */
public final class ConanCacheDetector implements Detector {

  private static final Id ID = new Id("conan-cache", 1);
  private static final String DATABASE = "p/cache.sqlite3";
  private static final String RECIPE = "/e/conanfile.py";
  private static final String TABLE = "packages";
  private static final long LARGEST_RECIPE = 4 << 20;
  private static final int MOST = 50_000;

  /** The columns {@code reference} and {@code prev}; a package has the second once it is made. */
  private static final int REFERENCE = 0;

  private static final int REVISION = 3;

  private static final Pattern NAME_AND_VERSION =
      Pattern.compile("([\\w.+-]{1,128}+)/([\\w.+-]{1,128}+)(?:@.{0,512})?");

  private static final Pattern RECIPE_PLACE =
      Pattern.compile("(?:.*/)?p/[\\w.+-]+" + Pattern.quote(RECIPE));

  @Override
  public Id id() {
    return ID;
  }

  @Override
  public Want wants(TarPath path, long size, int mode) {
    String value = path.value();
    if (isDatabase(value)) {
      return Want.RANDOM_ACCESS;
    }
    return size <= LARGEST_RECIPE && value.endsWith(RECIPE) && RECIPE_PLACE.matcher(value).matches()
        ? Want.STREAM
        : Want.NOTHING;
  }

  @Override
  public void read(LayerFile file, EvidenceSink found) throws MalformedEvidence, IOException {
    if (isDatabase(file.path().value())) {
      Set<String> told = new HashSet<>();
      SqliteDatabase.read(new DatabaseFile(file.channel()), TABLE, row -> tell(row, told, found));
    } else {
      Recipe recipe = Recipe.read(new LineReader(file.stream()));
      if (recipe.name() != null && !recipe.licenses().isEmpty()) {
        found.about(AboutPackage.licensed("conan", recipe.name(), recipe.licenses()));
      }
    }
  }

  private static void tell(SqliteRecord row, Set<String> told, EvidenceSink found) {
    Matcher reference = NAME_AND_VERSION.matcher(row.text(REFERENCE));
    if (!row.isNull(REVISION)
        && reference.matches()
        && told.size() < MOST
        && told.add(reference.group(1) + "/" + reference.group(2))) {
      found.found(PackageFact.of("conan", null, reference.group(1), reference.group(2)));
    }
  }

  private static boolean isDatabase(String path) {
    int start = path.length() - DATABASE.length();
    return path.endsWith(DATABASE) && (start == 0 || path.charAt(start - 1) == '/');
  }
}
