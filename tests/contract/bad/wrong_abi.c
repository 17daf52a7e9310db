// rule 1: speaks another version of the contract.
#include "core/sdk/connector_abi.h"

static void* open_it(const mu_host* host, mu_text config) {
  return (void)host, (void)config, (void*)0;
}
static int32_t check_it(void* self) {
  return (void)self, MU_OK;
}
static int32_t discover_it(void* self, mu_take take, void* to) {
  return (void)self, (void)take, (void)to, MU_OK;
}
static int32_t read_it(void* self, mu_text stream, mu_text state) {
  return (void)self, (void)stream, (void)state, MU_OK;
}
static void close_it(void* self) {
  (void)self;
}

static const mu_connector table = {sizeof(mu_connector),
                                   MU_ABI + 1,
                                   "wrong_abi",
                                   "1.0.0",
                                   "{\"type\":\"object\"}",
                                   0,
                                   open_it,
                                   check_it,
                                   discover_it,
                                   read_it,
                                   close_it,
                                   0,
                                   0};

__attribute__((visibility("default"))) const mu_connector* musubi_connector(void) {
  return &table;
}
