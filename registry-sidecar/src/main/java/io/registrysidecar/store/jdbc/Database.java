package io.registrysidecar.store.jdbc;

/**
 * Where the SQL goes. Each call of {@link #write} is one transaction; reads see what was committed
 * before they began.
 */
interface Database {

  /**
   * Reads, possibly beside others.
   *
   * @param action what is being done, for the message of a failure, such as {@code list images}
   */
  <T> T read(String action, Work<T> work);

  /**
   * Reads and writes, alone, in one transaction that is committed when {@code work} returns and
   * rolled back when it throws.
   */
  <T> T write(String action, Work<T> work);

  /** What is to be done in one transaction. */
  @FunctionalInterface
  interface Work<T> {
    T run(Session session) throws java.sql.SQLException;
  }
}
