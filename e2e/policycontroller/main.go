// Decides about one image as sigstore's policy-controller does, with its own verifier.
//
// Usage: policy-controller POLICIES IMAGE
//
// POLICIES are ClusterImagePolicies in YAML; IMAGE is named by its digest, as policy-controller's own webhook has it by the time it asks.
// Prints why the image is refused. Exit status: 0 admitted, 1 denied, 3 could not be done.
package main

import (
	"context"
	"fmt"
	"os"
	"strings"

	"github.com/google/go-containerregistry/pkg/authn"
	"github.com/google/go-containerregistry/pkg/name"
	"github.com/sigstore/policy-controller/pkg/policy"
	"go.uber.org/zap"
	"knative.dev/pkg/apis"
	"knative.dev/pkg/logging"
)

func main() {
	refusal, err := run(os.Args[1:])
	if err != nil {
		fmt.Fprintln(os.Stderr, "policy-controller:", err)
		os.Exit(3)
	}
	if refusal != nil {
		fmt.Println(strings.TrimSpace(refusal.Error()))
		os.Exit(1)
	}
}

func run(args []string) (refusal error, err error) {
	if len(args) != 2 {
		return nil, fmt.Errorf("usage: policy-controller POLICIES IMAGE")
	}
	ctx := logging.WithLogger(context.Background(), zap.NewNop().Sugar())
	image, err := name.NewDigest(args[1])
	if err != nil {
		return nil, err
	}
	wanted := policy.Verification{NoMatchPolicy: "deny", Policies: &[]policy.Source{{Path: args[0]}}}
	if problems := wanted.Validate(ctx).Filter(apis.ErrorLevel); problems != nil {
		return nil, problems
	}
	verifier, err := policy.Compile(ctx, wanted, func(format string, values ...any) {
		fmt.Fprintf(os.Stderr, "warning: "+format+"\n", values...)
	})
	if err != nil {
		return nil, err
	}
	return verifier.Verify(ctx, image, authn.DefaultKeychain), nil
}
