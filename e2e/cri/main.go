// Pulls an image as the kubelet does: asks the container runtime by the Container Runtime Interface.
//
// Usage: cri SOCKET IMAGE
//
// Prints the image's identity, or why it was not pulled. Exit status: 0 pulled, 1 not pulled, 3 could not be done.
package main

import (
	"context"
	"fmt"
	"os"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/status"
	runtimeapi "k8s.io/cri-api/pkg/apis/runtime/v1"
)

const longest = 2 * time.Minute

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: cri SOCKET IMAGE")
		os.Exit(3)
	}
	ctx, cancel := context.WithTimeout(context.Background(), longest)
	defer cancel()
	connection, err := grpc.NewClient("unix://"+os.Args[1], grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		fmt.Fprintln(os.Stderr, "cri:", err)
		os.Exit(3)
	}
	defer connection.Close()
	answer, err := runtimeapi.NewImageServiceClient(connection).PullImage(ctx,
		&runtimeapi.PullImageRequest{Image: &runtimeapi.ImageSpec{Image: os.Args[2]}})
	if err != nil {
		fmt.Println(status.Convert(err).Message())
		os.Exit(1)
	}
	fmt.Println(answer.ImageRef)
}
