// Decides about one object as Kyverno does, with its own engine, its own client of services and its own verifier of attestations.
//
// Usage: kyverno POLICIES REVIEW
//
// POLICIES are ClusterPolicies in YAML; REVIEW is the "request" of an AdmissionReview in JSON.
// Prints why the object is refused, one reason a line. Exit status: 0 admitted, 1 denied, 3 could not be done.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"time"

	jsonpatch "github.com/evanphx/json-patch/v5"
	kyvernov1 "github.com/kyverno/kyverno/api/kyverno/v1"
	kyvernov2 "github.com/kyverno/kyverno/api/kyverno/v2"
	extyaml "github.com/kyverno/kyverno/ext/yaml"
	"github.com/kyverno/kyverno/pkg/config"
	"github.com/kyverno/kyverno/pkg/engine"
	"github.com/kyverno/kyverno/pkg/engine/adapters"
	engineapi "github.com/kyverno/kyverno/pkg/engine/api"
	"github.com/kyverno/kyverno/pkg/engine/apicall"
	"github.com/kyverno/kyverno/pkg/engine/factories"
	"github.com/kyverno/kyverno/pkg/engine/jmespath"
	"github.com/kyverno/kyverno/pkg/engine/policycontext"
	imageverifycache "github.com/kyverno/kyverno/pkg/image/verification/cache"
	"github.com/kyverno/kyverno/pkg/logging"
	engineutils "github.com/kyverno/kyverno/pkg/utils/engine"
	"github.com/kyverno/kyverno/pkg/validation/policy"
	"github.com/kyverno/sdk/extensions/registryclient"
	admissionv1 "k8s.io/api/admission/v1"
	"k8s.io/apimachinery/pkg/runtime"
	k8sschema "k8s.io/apimachinery/pkg/runtime/schema"
	"sigs.k8s.io/yaml"
)

// What Kyverno's admission controller allows by itself.
const (
	largestAnswer = 10 * 1000 * 1000
	longestCall   = 30 * time.Second
)

func main() {
	denied, err := run(context.Background(), os.Args[1:])
	if err != nil {
		fmt.Fprintln(os.Stderr, "kyverno:", err)
		os.Exit(3)
	}
	if denied {
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) (bool, error) {
	if len(args) != 2 {
		return false, fmt.Errorf("usage: kyverno POLICIES REVIEW")
	}
	policies, err := load(args[0])
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
	webhooks := newWebhooks()
	denied, err := webhooks.verifyImages(ctx, policies, &request)
	if err != nil || denied {
		return denied, err
	}
	return webhooks.validate(ctx, policies, request)
}

// The policies as the API server keeps them: checked by Kyverno's schema and by its webhook for policies, with the defaults filled in.
func load(file string) ([]kyvernov1.PolicyInterface, error) {
	known, err := clusterPolicies()
	if err != nil {
		return nil, err
	}
	content, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	documents, err := extyaml.SplitDocuments(content)
	if err != nil {
		return nil, err
	}
	var policies []kyvernov1.PolicyInterface
	for _, document := range documents {
		var object map[string]any
		if err := yaml.UnmarshalStrict(document, &object); err != nil {
			return nil, err
		}
		if object["apiVersion"] != "kyverno.io/v1" || object["kind"] != "ClusterPolicy" {
			return nil, fmt.Errorf("%s: not a ClusterPolicy", file)
		}
		if err := known.admit(object); err != nil {
			return nil, err
		}
		typed := &kyvernov1.ClusterPolicy{}
		if err := runtime.DefaultUnstructuredConverter.FromUnstructuredWithValidation(object, typed, true); err != nil {
			return nil, err
		}
		warnings, err := policy.Validate(typed, nil, nil, true, "", "")
		if err != nil {
			return nil, err
		}
		for _, warning := range warnings {
			fmt.Fprintln(os.Stderr, "warning:", warning)
		}
		policies = append(policies, typed)
	}
	if len(policies) == 0 {
		return nil, fmt.Errorf("%s: no policy", file)
	}
	return policies, nil
}

// There is no API server to ask; a policy that asks it all the same ends this program.
type noCluster struct{ engineapi.Client }

// What the API server asks of Kyverno about each object.
type webhooks struct {
	config   config.Configuration
	jmespath jmespath.Interface
	engine   engineapi.Engine
}

func newWebhooks() webhooks {
	configuration := config.NewDefaultConfiguration(false)
	queries := jmespath.New(configuration)
	cluster := false
	return webhooks{configuration, queries, engine.NewEngine(
		configuration,
		queries,
		noCluster{},
		factories.DefaultRegistryClientFactory(adapters.RegistryClient(registryclient.New()), nil),
		imageverifycache.DisabledImageVerifyCache(),
		factories.DefaultContextLoaderFactory(nil, factories.WithAPICallConfig(apicall.NewAPICallConfiguration(largestAnswer, longestCall))),
		nil,
		&cluster,
	)}
}

// The mutating webhook: images are verified, and the request goes on with the marks that say so.
func (w webhooks) verifyImages(ctx context.Context, policies []kyvernov1.PolicyInterface, request *admissionv1.AdmissionRequest) (bool, error) {
	denied := false
	for _, policy := range policies {
		if !policy.GetSpec().HasVerifyImages() {
			continue
		}
		asked, err := w.asked(*request, policy)
		if err != nil {
			return false, err
		}
		response, verified := w.engine.VerifyAndPatchImages(ctx, asked)
		if refuses(ctx, policy, response) {
			denied = true
			continue
		}
		object := asked.NewResource()
		patches, err := verified.Patches(len(object.GetAnnotations()) != 0, logging.GlobalLogger())
		if err != nil {
			return false, err
		}
		operations, err := json.Marshal(append(patches, response.GetPatches()...))
		if err != nil {
			return false, err
		}
		patch, err := jsonpatch.DecodePatch(operations)
		if err != nil {
			return false, err
		}
		if request.Object.Raw, err = patch.Apply(request.Object.Raw); err != nil {
			return false, err
		}
	}
	return denied, nil
}

// The validating webhook.
func (w webhooks) validate(ctx context.Context, policies []kyvernov1.PolicyInterface, request admissionv1.AdmissionRequest) (bool, error) {
	denied := false
	for _, policy := range policies {
		asked, err := w.asked(request, policy)
		if err != nil {
			return false, err
		}
		denied = refuses(ctx, policy, w.engine.Validate(ctx, asked)) || denied
	}
	return denied, nil
}

func (w webhooks) asked(request admissionv1.AdmissionRequest, policy kyvernov1.PolicyInterface) (*policycontext.PolicyContext, error) {
	made, err := policycontext.NewPolicyContextFromAdmissionRequest(
		w.jmespath, request, kyvernov2.RequestInfo{AdmissionUserInfo: request.UserInfo}, k8sschema.GroupVersionKind(request.Kind), w.config)
	if err != nil {
		return nil, err
	}
	return made.WithPolicy(policy), nil
}

// Says whether the answer of one policy blocks the request, and prints why; what does not block goes to standard error.
func refuses(ctx context.Context, policy kyvernov1.PolicyInterface, response engineapi.EngineResponse) bool {
	blocks := engineutils.BlockRequest(response, policy.GetSpec().GetFailurePolicy(ctx))
	to := os.Stderr
	if blocks {
		to = os.Stdout
	}
	for _, rule := range response.PolicyResponse.Rules {
		if status := rule.Status(); status != engineapi.RuleStatusPass && status != engineapi.RuleStatusSkip {
			fmt.Fprintf(to, "%s: %s: %s\n", rule.Name(), status, strings.ReplaceAll(strings.TrimSpace(rule.Message()), "\n", " "))
		}
	}
	return blocks
}
