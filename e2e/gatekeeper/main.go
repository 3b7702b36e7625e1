// Decides about one object as Gatekeeper does, with its own engine and its own client of external data.
//
// Usage: gatekeeper MANIFESTS REVIEW
//
// MANIFESTS are Providers, ConstraintTemplates and Constraints in YAML; REVIEW is the "request" of an AdmissionReview in JSON.
// Prints the violations, one a line. Exit status: 0 admitted, 1 denied, 3 could not be done.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"

	"github.com/open-policy-agent/frameworks/constraint/pkg/apis"
	"github.com/open-policy-agent/frameworks/constraint/pkg/apis/externaldata/unversioned"
	constraintclient "github.com/open-policy-agent/frameworks/constraint/pkg/client"
	"github.com/open-policy-agent/frameworks/constraint/pkg/client/drivers/rego"
	"github.com/open-policy-agent/frameworks/constraint/pkg/client/reviews"
	"github.com/open-policy-agent/frameworks/constraint/pkg/externaldata"
	"github.com/open-policy-agent/gatekeeper/v3/pkg/gator"
	"github.com/open-policy-agent/gatekeeper/v3/pkg/gator/reader"
	"github.com/open-policy-agent/gatekeeper/v3/pkg/target"
	"github.com/open-policy-agent/gatekeeper/v3/pkg/util"
	admissionv1 "k8s.io/api/admission/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
)

func main() {
	denied, err := run(os.Args[1:])
	if err != nil {
		fmt.Fprintln(os.Stderr, "gatekeeper:", err)
		os.Exit(3)
	}
	if denied {
		os.Exit(1)
	}
}

func run(args []string) (bool, error) {
	if len(args) != 2 {
		return false, fmt.Errorf("usage: gatekeeper MANIFESTS REVIEW")
	}
	manifests, err := os.ReadFile(args[0])
	if err != nil {
		return false, err
	}
	objects, err := reader.ReadK8sResources(bytes.NewReader(manifests))
	if err != nil {
		return false, err
	}
	content, err := os.ReadFile(args[1])
	if err != nil {
		return false, err
	}
	var request admissionv1.AdmissionRequest
	if err := json.Unmarshal(content, &request); err != nil {
		return false, err
	}
	client, err := engine(objects)
	if err != nil {
		return false, err
	}
	answers, err := client.Review(context.Background(), target.AugmentedReview{AdmissionRequest: &request, IsAdmission: true},
		reviews.EnforcementPoint(util.GatorEnforcementPoint))
	if err != nil {
		return false, err
	}
	denied := false
	for _, result := range answers.Results() {
		fmt.Println(result.Msg)
		denied = denied || result.EnforcementAction == "deny"
	}
	return denied, nil
}

// The engine with everything that the manifests hold.
func engine(objects []*unstructured.Unstructured) (gator.Client, error) {
	scheme := runtime.NewScheme()
	if err := apis.AddToScheme(scheme); err != nil {
		return nil, err
	}
	providers := externaldata.NewCache()
	client, err := gator.NewOPAClient(false, func() ([]constraintclient.Opt, []rego.Arg, error) {
		return nil, []rego.Arg{rego.AddExternalDataProviderCache(providers)}, nil
	})
	if err != nil {
		return nil, err
	}
	ctx := context.Background()
	for _, object := range objects {
		switch {
		case object.GetKind() == "Provider":
			var provider unversioned.Provider
			if err := runtime.DefaultUnstructuredConverter.FromUnstructuredWithValidation(object.Object, &provider, true); err != nil {
				return nil, err
			}
			if err := providers.Upsert(&provider); err != nil {
				return nil, err
			}
		case reader.IsTemplate(object):
			template, err := reader.ToTemplate(scheme, object)
			if err != nil {
				return nil, err
			}
			if _, err := client.AddTemplate(ctx, template); err != nil {
				return nil, err
			}
		}
	}
	for _, object := range objects {
		if reader.IsConstraint(object) {
			if _, err := client.AddConstraint(ctx, object); err != nil {
				return nil, err
			}
		}
	}
	return client, nil
}
