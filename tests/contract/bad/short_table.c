// rule 1: its table ends before the contract's first version does.
#include "core/sdk/connector_abi.h"

static const mu_connector table = {offsetof(mu_connector, discover),
                                   MU_ABI,
                                   "short_table",
                                   "1.0.0",
                                   "{\"type\":\"object\"}",
                                   0,
                                   0,
                                   0,
                                   0,
                                   0,
                                   0,
                                   0,
                                   0};

__attribute__((visibility("default"))) const mu_connector* musubi_connector(void) {
  return &table;
}
