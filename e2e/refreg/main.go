// Command refreg is an in-memory OCI registry with the referrers API, for the end-to-end tests: what the
// distribution registries lack. Its switches make it page, refuse to filter, or hide the API.
package main

import (
	"flag"
	"fmt"
	"log"
	"net"
	"net/http"

	"cuelabs.dev/go/oci/ociregistry/ocimem"
	"cuelabs.dev/go/oci/ociregistry/ociserver"
)

func main() {
	addr := flag.String("addr", "127.0.0.1:0", "address to listen on")
	page := flag.Int("referrers-page", 0, "entries in one page of the referrers list; 0 means all")
	noFilter := flag.Bool("no-filter", false, "ignore ?artifactType, as the specification allows")
	noReferrers := flag.Bool("no-referrers", false, "answer 404 to the referrers API")
	notify := flag.String("notify", "", "URL to POST push and delete events to")
	token := flag.String("notify-token", "", "bearer token for -notify")
	flag.Parse()

	registry := ociserver.New(ocimem.New(), &ociserver.Options{
		DisableReferrersAPI:       *noReferrers,
		DisableReferrersFiltering: *noFilter,
	})
	var handler http.Handler = &referrersPages{next: registry, size: *page}
	if *notify != "" {
		handler = newNotifier(handler, *notify, *token)
	}
	listener, err := net.Listen("tcp", *addr)
	if err != nil {
		log.Fatalf("refreg: cannot listen on %s: %v", *addr, err)
	}
	fmt.Printf("listening on %s\n", listener.Addr())
	log.Fatal(http.Serve(listener, handler))
}
