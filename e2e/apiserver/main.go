// The API server of a cluster as tests need it: kube-apiserver, with its etcd in the same process.
//
// Usage: apiserver FOLDER FLAG...
//
// FOLDER is where etcd keeps its data; the flags are those of kube-apiserver, without --etcd-servers.
package main

import (
	"fmt"
	"net/url"
	"os"

	"go.etcd.io/etcd/server/v3/embed"
	"k8s.io/component-base/cli"
	"k8s.io/kubernetes/cmd/kube-apiserver/app"
)

func main() {
	if len(os.Args) < 2 {
		fail("usage: apiserver FOLDER FLAG...")
	}
	store, err := startEtcd(os.Args[1])
	if err != nil {
		fail(err)
	}
	command := app.NewAPIServerCommand()
	command.SetArgs(append(os.Args[2:], "--etcd-servers=http://"+store.Clients[0].Addr().String()))
	status := cli.Run(command)
	store.Close()
	os.Exit(status)
}

// What is stored need not outlive the machine, so nothing is waited for.
func startEtcd(folder string) (*embed.Etcd, error) {
	loopback := []url.URL{{Scheme: "http", Host: "127.0.0.1:0"}}
	config := embed.NewConfig()
	config.Dir = folder
	config.LogLevel = "error"
	config.EnableGRPCGateway = false
	config.UnsafeNoFsync = true
	config.ListenClientUrls, config.AdvertiseClientUrls = loopback, loopback
	config.ListenPeerUrls, config.AdvertisePeerUrls = loopback, loopback
	config.InitialCluster = config.InitialClusterFromName(config.Name)
	store, err := embed.StartEtcd(config)
	if err != nil {
		return nil, err
	}
	<-store.Server.ReadyNotify()
	return store, nil
}

func fail(problem any) {
	fmt.Fprintln(os.Stderr, "apiserver:", problem)
	os.Exit(3)
}
