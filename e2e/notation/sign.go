package main

import (
	"context"
	"fmt"
	"time"

	"github.com/notaryproject/notation-go"
	"github.com/notaryproject/notation-go/registry"
	"github.com/notaryproject/notation-go/signer"
	"oras.land/oras-go/v2/registry/remote"
)

type signing struct {
	key, chain string
	cose       bool
	expires    time.Duration
}

func sign(ctx context.Context, with signing, plain bool, reference string) error {
	maker, err := signer.NewGenericSignerFromFiles(with.key, with.chain)
	if err != nil {
		return err
	}
	repository, err := remote.NewRepository(reference)
	if err != nil {
		return err
	}
	repository.PlainHTTP = plain
	envelope := "application/jose+json"
	if with.cose {
		envelope = "application/cose"
	}
	artifact, err := notation.Sign(ctx, maker, registry.NewRepository(repository), notation.SignOptions{
		SignerSignOptions: notation.SignerSignOptions{SignatureMediaType: envelope, ExpiryDuration: with.expires},
		ArtifactReference: reference,
	})
	if err == nil {
		fmt.Println("signed", artifact.Digest)
	}
	return err
}
