// notation verifies the Notary Project signatures of one artifact with notation-go, as the notation command does, or signs it.
//
//	notation -config DIR [-plain-http] host:port/repository@sha256:…
//	notation -sign KEY -chain CERTIFICATES [-cose] [-expires DURATION] [-plain-http] host:port/repository@sha256:…
//
// DIR is a notation configuration directory: it holds trustpolicy.json and truststore/x509/ca/<name>/*.pem.
// Exit status 0 when one signature verifies under the policy, or was made; 1 otherwise.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"github.com/notaryproject/notation-go"
	"github.com/notaryproject/notation-go/dir"
	"github.com/notaryproject/notation-go/registry"
	"github.com/notaryproject/notation-go/verifier"
	"github.com/notaryproject/notation-go/verifier/trustpolicy"
	"github.com/notaryproject/notation-go/verifier/truststore"
	"oras.land/oras-go/v2/registry/remote"
)

const mostSignatures = 100

func main() {
	config := flag.String("config", ".", "notation configuration directory")
	plain := flag.Bool("plain-http", false, "speak http")
	key := flag.String("sign", "", "sign with the private key in this file (PEM, PKCS #8)")
	chain := flag.String("chain", "", "the certificates of the key, leaf first (PEM)")
	cose := flag.Bool("cose", false, "make a COSE envelope in place of JWS")
	expires := flag.Duration("expires", 0, "how long the signature counts; default: for ever")
	flag.Parse()
	err := errors.New("-sign and -chain belong together")
	switch {
	case *key != "" && *chain != "":
		err = sign(context.Background(), signing{*key, *chain, *cose, *expires}, *plain, flag.Arg(0))
	case *key == "" && *chain == "":
		err = verify(context.Background(), *config, *plain, flag.Arg(0))
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func verify(ctx context.Context, config string, plain bool, reference string) error {
	policy, err := readPolicy(filepath.Join(config, "trustpolicy.json"))
	if err != nil {
		return err
	}
	trust, err := verifier.New(policy, truststore.NewX509TrustStore(dir.NewSysFS(config)), nil)
	if err != nil {
		return err
	}
	repository, err := remote.NewRepository(reference)
	if err != nil {
		return err
	}
	repository.PlainHTTP = plain
	artifact, outcomes, err := notation.Verify(ctx, trust, registry.NewRepository(repository),
		notation.VerifyOptions{ArtifactReference: reference, MaxSignatureAttempts: mostSignatures})
	if err != nil {
		return err
	}
	signer := outcomes[0].EnvelopeContent.SignerInfo.CertificateChain[0].Subject
	fmt.Println("verified", artifact.Digest, "level", outcomes[0].VerificationLevel.Name, "signer", signer)
	return nil
}

func readPolicy(file string) (*trustpolicy.Document, error) {
	content, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var policy trustpolicy.Document
	return &policy, json.Unmarshal(content, &policy)
}
