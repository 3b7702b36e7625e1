package io.registrysidecar.demo;

/** Hears of everything that happens in the embedded registry. */
interface RegistryEvents extends AutoCloseable {

  /** Tells nobody. */
  RegistryEvents UNHEARD =
      new RegistryEvents() {
        @Override
        public void happened(RegistryEvent event) {
          // Nobody asked to be told.
        }

        @Override
        public void close() {
          // Nothing is open.
        }
      };

  /** Something happened. Returns at once. */
  void happened(RegistryEvent event);

  @Override
  void close();
}
