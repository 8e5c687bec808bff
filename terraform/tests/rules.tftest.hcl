# Written by `npm run module` of cdktf-port-forward-nlb.

mock_provider "aws" {}

variables {
  name   = "example"
  vpc_id = "vpc-1"
  subnet_mappings = [{
    subnet_id            = "subnet-1"
    private_ipv4_address = "172.31.128.10"
    }, {
    subnet_id            = "subnet-2"
    private_ipv4_address = "172.31.136.10"
  }]
  security_group_ids = []
  forwards = [{
    listener_port = 10022
    target_ip     = "172.31.129.10"
    target_port   = 22
    }, {
    listener_port = 30080
    target_ip     = "10.0.0.10"
    target_port   = 80
    external      = true
  }]
  vpc_cidr_blocks    = ["172.31.128.0/17"]
  client_cidr_blocks = ["172.16.0.0/12"]
}

run "ports_1" {
  command = plan

  variables {
    forwards = [{
      listener_port = 10022
      target_ip     = "172.31.129.10"
      target_port   = 0
      }, {
      listener_port = 30080
      target_ip     = "10.0.0.10"
      target_port   = 80
      external      = true
    }]
  }

  expect_failures = [var.forwards]
}

run "ports_2" {
  command = plan

  variables {
    forwards = [{
      listener_port = 0
      target_ip     = "172.31.129.10"
      target_port   = 22
      }, {
      listener_port = 30080
      target_ip     = "10.0.0.10"
      target_port   = 80
      external      = true
    }]
  }

  expect_failures = [var.forwards]
}

run "ports_3" {
  command = plan

  variables {
    forwards = [{
      listener_port = 65536
      target_ip     = "172.31.129.10"
      target_port   = 22
      }, {
      listener_port = 30080
      target_ip     = "10.0.0.10"
      target_port   = 80
      external      = true
    }]
  }

  expect_failures = [var.forwards]
}

run "ports_4" {
  command = plan

  variables {
    forwards = [{
      listener_port = null
      target_ip     = "172.31.129.10"
      target_port   = 22
      }, {
      listener_port = 30080
      target_ip     = "10.0.0.10"
      target_port   = 80
      external      = true
    }]
  }

  expect_failures = [var.forwards]
}

run "unhealthy_draining_intervals_5" {
  command = plan

  variables {
    forwards = [{
      listener_port                       = 10022
      target_ip                           = "172.31.129.10"
      target_port                         = 22
      unhealthy_connection_termination    = false
      unhealthy_draining_interval_seconds = -1
      }, {
      listener_port = 30080
      target_ip     = "10.0.0.10"
      target_port   = 80
      external      = true
    }]
  }

  expect_failures = [var.forwards]
}

run "unhealthy_draining_intervals_6" {
  command = plan

  variables {
    forwards = [{
      listener_port                       = 10022
      target_ip                           = "172.31.129.10"
      target_port                         = 22
      protocol                            = "TCP"
      unhealthy_draining_interval_seconds = 60
      }, {
      listener_port = 30080
      target_ip     = "10.0.0.10"
      target_port   = 80
      external      = true
    }]
  }

  expect_failures = [var.forwards]
}

run "target_group_health_7" {
  command = plan

  variables {
    forwards = [{
      listener_port                    = 10022
      target_ip                        = "172.31.129.10"
      target_port                      = 22
      dns_minimum_healthy_target_count = 0
      }, {
      listener_port = 30080
      target_ip     = "10.0.0.10"
      target_port   = 80
      external      = true
    }]
  }

  expect_failures = [var.forwards]
}

run "target_group_health_8" {
  command = plan

  variables {
    forwards = [{
      listener_port                         = 10022
      target_ip                             = "172.31.129.10"
      target_port                           = 22
      dns_minimum_healthy_target_percentage = 0
      }, {
      listener_port = 30080
      target_ip     = "10.0.0.10"
      target_port   = 80
      external      = true
    }]
  }

  expect_failures = [var.forwards]
}

run "target_group_health_9" {
  command = plan

  variables {
    forwards = [{
      listener_port                        = 10022
      target_ip                            = "172.31.129.10"
      target_port                          = 22
      dns_minimum_healthy_target_count     = 1000
      routing_minimum_healthy_target_count = 0
      }, {
      listener_port = 30080
      target_ip     = "10.0.0.10"
      target_port   = 80
      external      = true
    }]
  }

  expect_failures = [var.forwards]
}

run "target_group_health_10" {
  command = plan

  variables {
    forwards = [{
      listener_port                             = 10022
      target_ip                                 = "172.31.129.10"
      target_port                               = 22
      routing_minimum_healthy_target_percentage = 0
      }, {
      listener_port = 30080
      target_ip     = "10.0.0.10"
      target_port   = 80
      external      = true
    }]
  }

  expect_failures = [var.forwards]
}

run "target_group_health_11" {
  command = plan

  variables {
    forwards = [{
      listener_port                        = 10022
      target_ip                            = "172.31.129.10"
      target_port                          = 22
      routing_minimum_healthy_target_count = 2
      }, {
      listener_port = 30080
      target_ip     = "10.0.0.10"
      target_port   = 80
      external      = true
    }]
  }

  expect_failures = [var.forwards]
}

run "target_group_health_12" {
  command = plan

  variables {
    forwards = [{
      listener_port                             = 10022
      target_ip                                 = "172.31.129.10"
      target_port                               = 22
      dns_minimum_healthy_target_percentage     = 40
      routing_minimum_healthy_target_percentage = 50
      }, {
      listener_port = 30080
      target_ip     = "10.0.0.10"
      target_port   = 80
      external      = true
    }]
  }

  expect_failures = [var.forwards]
}

run "one_listener_per_port_13" {
  command = plan

  variables {
    forwards = [{
      listener_port = 10022
      target_ip     = "172.31.129.10"
      target_port   = 22
      }, {
      listener_port = 30080
      target_ip     = "10.0.0.10"
      target_port   = 80
      external      = true
      }, {
      listener_port = 10022
      target_ip     = "10.0.0.1"
      target_port   = 1
    }]
  }

  expect_failures = [var.forwards]
}

run "addresses_14" {
  command = plan

  variables {
    forwards = [{
      listener_port = 10022
      target_ip     = ""
      target_port   = 22
      }, {
      listener_port = 30080
      target_ip     = "10.0.0.10"
      target_port   = 80
      external      = true
    }]
  }

  expect_failures = [var.forwards]
}

run "one_target_15" {
  command = plan

  variables {
    forwards = [{
      listener_port = 10022
      target_port   = 22
      }, {
      listener_port = 30080
      target_ip     = "10.0.0.10"
      target_port   = 80
      external      = true
    }]
  }

  expect_failures = [var.forwards]
}

run "one_target_16" {
  command = plan

  variables {
    forwards = [{
      listener_port      = 10022
      target_ip          = "172.31.129.10"
      target_port        = 22
      target_instance_id = "i-0a1b2c3d4e5f60718"
    }]
  }

  expect_failures = [var.forwards]
}

run "one_target_17" {
  command = plan

  variables {
    forwards = [{
      listener_port  = 443
      target_alb_arn = "arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:loadbalancer/app/web/50dc6c495c0c9188"
      target_port    = 443
      target_security_group_ids = {
        sg-1 = "sg-1"
      }
      target_ip = "172.31.129.10"
    }]
  }

  expect_failures = [var.forwards]
}

run "one_target_18" {
  command = plan

  variables {
    forwards = [{
      listener_port = 10022
      target_ip     = "172.31.129.10"
      target_port   = 22
      additional_targets = [{
        target_port = 5
      }]
      }, {
      listener_port = 30080
      target_ip     = "10.0.0.10"
      target_port   = 80
      external      = true
    }]
  }

  expect_failures = [var.forwards]
}

run "one_target_19" {
  command = plan

  variables {
    forwards = [{
      listener_port = 5432
      target_host   = "db.example.internal"
      target_port   = 5432
      target_security_group_ids = {
        sg-1 = "sg-1"
      }
      target_ip = "172.31.129.10"
    }]
  }

  expect_failures = [var.forwards]
}

run "types_of_targets_20" {
  command = plan

  variables {
    forwards = [{
      listener_port = 10022
      target_ip     = "172.31.129.10"
      target_port   = 22
      additional_targets = [{
        target_instance_id = "i-0a1b2c3d4e5f60718"
        target_port        = 5
      }]
      }, {
      listener_port = 30080
      target_ip     = "10.0.0.10"
      target_port   = 80
      external      = true
    }]
  }

  expect_failures = [var.forwards]
}

run "types_of_targets_21" {
  command = plan

  variables {
    forwards = [{
      listener_port      = 10022
      target_instance_id = "i-0a1b2c3d4e5f60718"
      target_port        = 22
      additional_targets = [{
        target_ip = "172.31.129.10"
      }]
    }]
    target_security_group_ids = {
      sg-1 = "sg-1"
    }
  }

  expect_failures = [var.forwards]
}

run "types_of_targets_22" {
  command = plan

  variables {
    forwards = [{
      listener_port = 5432
      target_host   = "db.example.internal"
      target_port   = 5432
      target_security_group_ids = {
        sg-1 = "sg-1"
      }
      additional_targets = [{
        target_instance_id = "i-0a1b2c3d4e5f60718"
      }]
    }]
    host_targets = {
      subnet_ids = ["subnet-1"]
    }
  }

  expect_failures = [var.forwards]
}

run "hosts_23" {
  command = plan

  variables {
    forwards = [{
      listener_port = 5432
      target_host   = ""
      target_port   = 5432
      target_security_group_ids = {
        sg-1 = "sg-1"
      }
    }]
    host_targets = {
      subnet_ids = ["subnet-1"]
    }
  }

  expect_failures = [var.forwards]
}

run "hosts_24" {
  command = plan

  variables {
    forwards = [{
      listener_port = 5432
      target_host   = "db.example.internal"
      target_port   = 5432
      target_security_group_ids = {
        sg-1 = "sg-1"
      }
      additional_targets = [{
        target_host = "db"
      }]
    }]
    host_targets = {
      subnet_ids = ["subnet-1"]
    }
  }

  expect_failures = [var.forwards]
}

run "hosts_25" {
  command = plan

  variables {
    forwards = [{
      listener_port = 5432
      target_host   = "db.example.internal"
      target_port   = 5432
      target_security_group_ids = {
        sg-1 = "sg-1"
      }
    }]
  }

  expect_failures = [var.forwards]
}

run "number_of_hosts_26" {
  command = plan

  variables {
    forwards = [{
      listener_port = 5000
      target_host   = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.internal"
      target_port   = 5432
      target_security_group_ids = {
        sg-1 = "sg-1"
      }
      }, {
      listener_port = 5001
      target_host   = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.internal"
      target_port   = 5432
      target_security_group_ids = {
        sg-1 = "sg-1"
      }
      }, {
      listener_port = 5002
      target_host   = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.internal"
      target_port   = 5432
      target_security_group_ids = {
        sg-1 = "sg-1"
      }
      }, {
      listener_port = 5003
      target_host   = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.internal"
      target_port   = 5432
      target_security_group_ids = {
        sg-1 = "sg-1"
      }
      }, {
      listener_port = 5004
      target_host   = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.internal"
      target_port   = 5432
      target_security_group_ids = {
        sg-1 = "sg-1"
      }
      }, {
      listener_port = 5005
      target_host   = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.internal"
      target_port   = 5432
      target_security_group_ids = {
        sg-1 = "sg-1"
      }
      }, {
      listener_port = 5006
      target_host   = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.internal"
      target_port   = 5432
      target_security_group_ids = {
        sg-1 = "sg-1"
      }
      }, {
      listener_port = 5007
      target_host   = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.internal"
      target_port   = 5432
      target_security_group_ids = {
        sg-1 = "sg-1"
      }
      }, {
      listener_port = 5008
      target_host   = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.internal"
      target_port   = 5432
      target_security_group_ids = {
        sg-1 = "sg-1"
      }
      }, {
      listener_port = 5009
      target_host   = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.internal"
      target_port   = 5432
      target_security_group_ids = {
        sg-1 = "sg-1"
      }
      }, {
      listener_port = 5010
      target_host   = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.internal"
      target_port   = 5432
      target_security_group_ids = {
        sg-1 = "sg-1"
      }
      }, {
      listener_port = 5011
      target_host   = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.internal"
      target_port   = 5432
      target_security_group_ids = {
        sg-1 = "sg-1"
      }
      }, {
      listener_port = 5012
      target_host   = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.internal"
      target_port   = 5432
      target_security_group_ids = {
        sg-1 = "sg-1"
      }
      }, {
      listener_port = 5013
      target_host   = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.internal"
      target_port   = 5432
      target_security_group_ids = {
        sg-1 = "sg-1"
      }
      }, {
      listener_port = 5014
      target_host   = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.internal"
      target_port   = 5432
      target_security_group_ids = {
        sg-1 = "sg-1"
      }
      }, {
      listener_port = 5015
      target_host   = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.internal"
      target_port   = 5432
      target_security_group_ids = {
        sg-1 = "sg-1"
      }
      }, {
      listener_port = 5016
      target_host   = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.internal"
      target_port   = 5432
      target_security_group_ids = {
        sg-1 = "sg-1"
      }
      }, {
      listener_port = 5017
      target_host   = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.internal"
      target_port   = 5432
      target_security_group_ids = {
        sg-1 = "sg-1"
      }
      }, {
      listener_port = 5018
      target_host   = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.internal"
      target_port   = 5432
      target_security_group_ids = {
        sg-1 = "sg-1"
      }
      }, {
      listener_port = 5019
      target_host   = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.internal"
      target_port   = 5432
      target_security_group_ids = {
        sg-1 = "sg-1"
      }
      }, {
      listener_port = 5020
      target_host   = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.internal"
      target_port   = 5432
      target_security_group_ids = {
        sg-1 = "sg-1"
      }
      }, {
      listener_port = 5021
      target_host   = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.internal"
      target_port   = 5432
      target_security_group_ids = {
        sg-1 = "sg-1"
      }
      }, {
      listener_port = 5022
      target_host   = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.internal"
      target_port   = 5432
      target_security_group_ids = {
        sg-1 = "sg-1"
      }
      }, {
      listener_port = 5023
      target_host   = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.internal"
      target_port   = 5432
      target_security_group_ids = {
        sg-1 = "sg-1"
      }
      }, {
      listener_port = 5024
      target_host   = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.internal"
      target_port   = 5432
      target_security_group_ids = {
        sg-1 = "sg-1"
      }
      }, {
      listener_port = 5025
      target_host   = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.internal"
      target_port   = 5432
      target_security_group_ids = {
        sg-1 = "sg-1"
      }
      }, {
      listener_port = 5026
      target_host   = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.internal"
      target_port   = 5432
      target_security_group_ids = {
        sg-1 = "sg-1"
      }
      }, {
      listener_port = 5027
      target_host   = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.internal"
      target_port   = 5432
      target_security_group_ids = {
        sg-1 = "sg-1"
      }
      }, {
      listener_port = 5028
      target_host   = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.internal"
      target_port   = 5432
      target_security_group_ids = {
        sg-1 = "sg-1"
      }
      }, {
      listener_port = 5029
      target_host   = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.internal"
      target_port   = 5432
      target_security_group_ids = {
        sg-1 = "sg-1"
      }
      }, {
      listener_port = 5030
      target_host   = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.internal"
      target_port   = 5432
      target_security_group_ids = {
        sg-1 = "sg-1"
      }
      }, {
      listener_port = 5031
      target_host   = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.internal"
      target_port   = 5432
      target_security_group_ids = {
        sg-1 = "sg-1"
      }
      }, {
      listener_port = 5032
      target_host   = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.internal"
      target_port   = 5432
      target_security_group_ids = {
        sg-1 = "sg-1"
      }
      }, {
      listener_port = 5033
      target_host   = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.internal"
      target_port   = 5432
      target_security_group_ids = {
        sg-1 = "sg-1"
      }
      }, {
      listener_port = 5034
      target_host   = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.internal"
      target_port   = 5432
      target_security_group_ids = {
        sg-1 = "sg-1"
      }
      }, {
      listener_port = 5035
      target_host   = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.internal"
      target_port   = 5432
      target_security_group_ids = {
        sg-1 = "sg-1"
      }
      }, {
      listener_port = 5036
      target_host   = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.internal"
      target_port   = 5432
      target_security_group_ids = {
        sg-1 = "sg-1"
      }
      }, {
      listener_port = 5037
      target_host   = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.internal"
      target_port   = 5432
      target_security_group_ids = {
        sg-1 = "sg-1"
      }
      }, {
      listener_port = 5038
      target_host   = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.internal"
      target_port   = 5432
      target_security_group_ids = {
        sg-1 = "sg-1"
      }
      }, {
      listener_port = 5039
      target_host   = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.internal"
      target_port   = 5432
      target_security_group_ids = {
        sg-1 = "sg-1"
      }
      }, {
      listener_port = 5040
      target_host   = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.internal"
      target_port   = 5432
      target_security_group_ids = {
        sg-1 = "sg-1"
      }
      }, {
      listener_port = 5041
      target_host   = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.internal"
      target_port   = 5432
      target_security_group_ids = {
        sg-1 = "sg-1"
      }
      }, {
      listener_port = 5042
      target_host   = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.internal"
      target_port   = 5432
      target_security_group_ids = {
        sg-1 = "sg-1"
      }
      }, {
      listener_port = 5043
      target_host   = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.internal"
      target_port   = 5432
      target_security_group_ids = {
        sg-1 = "sg-1"
      }
      }, {
      listener_port = 5044
      target_host   = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.internal"
      target_port   = 5432
      target_security_group_ids = {
        sg-1 = "sg-1"
      }
      }, {
      listener_port = 5045
      target_host   = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.internal"
      target_port   = 5432
      target_security_group_ids = {
        sg-1 = "sg-1"
      }
      }, {
      listener_port = 5046
      target_host   = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.internal"
      target_port   = 5432
      target_security_group_ids = {
        sg-1 = "sg-1"
      }
      }, {
      listener_port = 5047
      target_host   = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.internal"
      target_port   = 5432
      target_security_group_ids = {
        sg-1 = "sg-1"
      }
      }, {
      listener_port = 5048
      target_host   = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.internal"
      target_port   = 5432
      target_security_group_ids = {
        sg-1 = "sg-1"
      }
      }, {
      listener_port = 5049
      target_host   = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.internal"
      target_port   = 5432
      target_security_group_ids = {
        sg-1 = "sg-1"
      }
    }]
    host_targets = {
      subnet_ids = ["subnet-1"]
    }
  }

  expect_failures = [var.forwards]
}

run "function_for_hosts_27" {
  command = plan

  variables {
    host_targets = {
      subnet_ids = ["subnet-1"]
    }
  }

  expect_failures = [check.function_for_hosts]
}

run "function_for_hosts_28" {
  command = plan

  variables {
    forwards = [{
      listener_port = 5432
      target_host   = "db.example.internal"
      target_port   = 5432
      target_security_group_ids = {
        sg-1 = "sg-1"
      }
    }]
    host_targets = {
      subnet_ids = []
    }
  }

  expect_failures = [var.host_targets]
}

run "function_for_hosts_29" {
  command = plan

  variables {
    forwards = [{
      listener_port = 5432
      target_host   = "db.example.internal"
      target_port   = 5432
      target_security_group_ids = {
        sg-1 = "sg-1"
      }
    }]
    host_targets = {
      subnet_ids = ["subnet-0", "subnet-1", "subnet-2", "subnet-3", "subnet-4", "subnet-5", "subnet-6", "subnet-7", "subnet-8", "subnet-9", "subnet-10", "subnet-11", "subnet-12", "subnet-13", "subnet-14", "subnet-15", "subnet-16"]
    }
  }

  expect_failures = [var.host_targets]
}

run "function_for_hosts_30" {
  command = plan

  variables {
    forwards = [{
      listener_port = 5432
      target_host   = "db.example.internal"
      target_port   = 5432
      target_security_group_ids = {
        sg-1 = "sg-1"
      }
    }]
    host_targets = {
      subnet_ids = ["sg-1"]
    }
  }

  expect_failures = [var.host_targets]
}

run "function_for_hosts_31" {
  command = plan

  variables {
    forwards = [{
      listener_port = 5432
      target_host   = "db.example.internal"
      target_port   = 5432
      target_security_group_ids = {
        sg-1 = "sg-1"
      }
    }]
    host_targets = {
      subnet_ids = ["subnet-1", "subnet-1"]
    }
  }

  expect_failures = [var.host_targets]
}

run "function_for_hosts_32" {
  command = plan

  variables {
    forwards = [{
      listener_port = 5432
      target_host   = "db.example.internal"
      target_port   = 5432
      target_security_group_ids = {
        sg-1 = "sg-1"
      }
    }]
    host_targets = {
      subnet_ids         = ["subnet-1"]
      security_group_ids = []
    }
  }

  expect_failures = [var.host_targets]
}

run "function_for_hosts_33" {
  command = plan

  variables {
    forwards = [{
      listener_port = 5432
      target_host   = "db.example.internal"
      target_port   = 5432
      target_security_group_ids = {
        sg-1 = "sg-1"
      }
    }]
    host_targets = {
      subnet_ids         = ["subnet-1"]
      security_group_ids = ["web"]
    }
  }

  expect_failures = [var.host_targets]
}

run "function_for_hosts_34" {
  command = plan

  variables {
    forwards = [{
      listener_port = 5432
      target_host   = "db.example.internal"
      target_port   = 5432
      target_security_group_ids = {
        sg-1 = "sg-1"
      }
    }]
    host_targets = {
      subnet_ids         = ["subnet-1"]
      security_group_ids = ["sg-1", "sg-1"]
    }
  }

  expect_failures = [var.host_targets]
}

run "function_for_hosts_35" {
  command = plan

  variables {
    forwards = [{
      listener_port = 5432
      target_host   = "db.example.internal"
      target_port   = 5432
      target_security_group_ids = {
        sg-1 = "sg-1"
      }
    }]
    host_targets = {
      subnet_ids   = ["subnet-1"]
      name_servers = []
    }
  }

  expect_failures = [var.host_targets]
}

run "function_for_hosts_36" {
  command = plan

  variables {
    forwards = [{
      listener_port = 5432
      target_host   = "db.example.internal"
      target_port   = 5432
      target_security_group_ids = {
        sg-1 = "sg-1"
      }
    }]
    host_targets = {
      subnet_ids   = ["subnet-1"]
      name_servers = ["2001:db8::53"]
    }
  }

  expect_failures = [var.host_targets]
}

run "function_for_hosts_37" {
  command = plan

  variables {
    forwards = [{
      listener_port = 5432
      target_host   = "db.example.internal"
      target_port   = 5432
      target_security_group_ids = {
        sg-1 = "sg-1"
      }
    }]
    host_targets = {
      subnet_ids   = ["subnet-1"]
      name_servers = ["ns.example.com"]
    }
  }

  expect_failures = [var.host_targets]
}

run "function_for_hosts_38" {
  command = plan

  variables {
    forwards = [{
      listener_port = 5432
      target_host   = "db.example.internal"
      target_port   = 5432
      target_security_group_ids = {
        sg-1 = "sg-1"
      }
    }]
    host_targets = {
      subnet_ids   = ["subnet-1"]
      name_servers = ["10.0.0.2", "10.0.0.2"]
    }
  }

  expect_failures = [var.host_targets]
}

run "function_for_hosts_39" {
  command = plan

  variables {
    forwards = [{
      listener_port = 5432
      target_host   = "db.example.internal"
      target_port   = 5432
      target_security_group_ids = {
        sg-1 = "sg-1"
      }
    }]
    host_targets = {
      subnet_ids       = ["subnet-1"]
      interval_seconds = 30
    }
  }

  expect_failures = [var.host_targets]
}

run "function_for_hosts_40" {
  command = plan

  variables {
    forwards = [{
      listener_port = 5432
      target_host   = "db.example.internal"
      target_port   = 5432
      target_security_group_ids = {
        sg-1 = "sg-1"
      }
    }]
    host_targets = {
      subnet_ids       = ["subnet-1"]
      interval_seconds = 360
    }
  }

  expect_failures = [var.host_targets]
}

run "function_for_hosts_41" {
  command = plan

  variables {
    forwards = [{
      listener_port = 5432
      target_host   = "db.example.internal"
      target_port   = 5432
      target_security_group_ids = {
        sg-1 = "sg-1"
      }
    }]
    host_targets = {
      subnet_ids            = ["subnet-1"]
      misses_before_removal = 0
    }
  }

  expect_failures = [var.host_targets]
}

run "application_load_balancers_42" {
  command = plan

  variables {
    forwards = [{
      listener_port  = 443
      target_alb_arn = "web"
      target_port    = 443
      target_security_group_ids = {
        sg-1 = "sg-1"
      }
    }]
  }

  expect_failures = [var.forwards]
}

run "application_load_balancers_43" {
  command = plan

  variables {
    forwards = [{
      listener_port  = 443
      target_alb_arn = "arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:loadbalancer/app/web/50dc6c495c0c9188"
      target_port    = 443
      target_security_group_ids = {
        sg-1 = "sg-1"
      }
      additional_targets = [{
        target_ip = "172.31.129.10"
      }]
    }]
  }

  expect_failures = [var.forwards]
}

run "application_load_balancers_44" {
  command = plan

  variables {
    forwards = [{
      listener_port  = 443
      target_alb_arn = "arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:loadbalancer/app/web/50dc6c495c0c9188"
      target_port    = 443
      target_security_group_ids = {
        sg-1 = "sg-1"
      }
      protocol        = "TLS"
      certificate_arn = "arn:aws:iam::123456789012:server-certificate/1"
    }]
  }

  expect_failures = [var.forwards]
}

run "application_load_balancers_45" {
  command = plan

  variables {
    forwards = [{
      listener_port  = 443
      target_alb_arn = "arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:loadbalancer/app/web/50dc6c495c0c9188"
      target_port    = 443
      target_security_group_ids = {
        sg-1 = "sg-1"
      }
      health_check = {
        protocol = "TCP"
      }
    }]
  }

  expect_failures = [var.forwards]
}

run "application_load_balancers_46" {
  command = plan

  variables {
    forwards = [{
      listener_port  = 443
      target_alb_arn = "arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:loadbalancer/app/web/50dc6c495c0c9188"
      target_port    = 443
      target_security_group_ids = {
        sg-1 = "sg-1"
      }
      target_ip_address_type = "ipv4"
    }]
  }

  expect_failures = [var.forwards]
}

run "application_load_balancers_47" {
  command = plan

  variables {
    forwards = [{
      listener_port  = 443
      target_alb_arn = "arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:loadbalancer/app/web/50dc6c495c0c9188"
      target_port    = 443
      target_security_group_ids = {
        sg-1 = "sg-1"
      }
      deregistration_delay_seconds = 3600
    }]
  }

  expect_failures = [var.forwards]
}

run "application_load_balancers_48" {
  command = plan

  variables {
    forwards = [{
      listener_port  = 443
      target_alb_arn = "arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:loadbalancer/app/web/50dc6c495c0c9188"
      target_port    = 443
      target_security_group_ids = {
        sg-1 = "sg-1"
      }
      connection_termination = true
    }]
  }

  expect_failures = [var.forwards]
}

run "application_load_balancers_49" {
  command = plan

  variables {
    forwards = [{
      listener_port  = 443
      target_alb_arn = "arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:loadbalancer/app/web/50dc6c495c0c9188"
      target_port    = 443
      target_security_group_ids = {
        sg-1 = "sg-1"
      }
      preserve_client_ip = true
    }]
  }

  expect_failures = [var.forwards]
}

run "application_load_balancers_50" {
  command = plan

  variables {
    forwards = [{
      listener_port  = 443
      target_alb_arn = "arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:loadbalancer/app/web/50dc6c495c0c9188"
      target_port    = 443
      target_security_group_ids = {
        sg-1 = "sg-1"
      }
      proxy_protocol_v2 = true
    }]
  }

  expect_failures = [var.forwards]
}

run "application_load_balancers_51" {
  command = plan

  variables {
    forwards = [{
      listener_port  = 443
      target_alb_arn = "arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:loadbalancer/app/web/50dc6c495c0c9188"
      target_port    = 443
      target_security_group_ids = {
        sg-1 = "sg-1"
      }
      stickiness = true
    }]
  }

  expect_failures = [var.forwards]
}

run "application_load_balancers_52" {
  command = plan

  variables {
    forwards = [{
      listener_port  = 443
      target_alb_arn = "arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:loadbalancer/app/web/50dc6c495c0c9188"
      target_port    = 443
      target_security_group_ids = {
        sg-1 = "sg-1"
      }
      cross_zone = true
    }]
  }

  expect_failures = [var.forwards]
}

run "application_load_balancers_53" {
  command = plan

  variables {
    forwards = [{
      listener_port  = 443
      target_alb_arn = "arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:loadbalancer/app/web/50dc6c495c0c9188"
      target_port    = 443
      target_security_group_ids = {
        sg-1 = "sg-1"
      }
      unhealthy_connection_termination = false
    }]
  }

  expect_failures = [var.forwards]
}

run "application_load_balancers_54" {
  command = plan

  variables {
    forwards = [{
      listener_port  = 443
      target_alb_arn = "arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:loadbalancer/app/web/50dc6c495c0c9188"
      target_port    = 443
      target_security_group_ids = {
        sg-1 = "sg-1"
      }
      unhealthy_draining_interval_seconds = 600
    }]
  }

  expect_failures = [var.forwards]
}

run "application_load_balancers_55" {
  command = plan

  variables {
    forwards = [{
      listener_port  = 443
      target_alb_arn = "arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:loadbalancer/app/web/50dc6c495c0c9188"
      target_port    = 443
      target_security_group_ids = {
        sg-1 = "sg-1"
      }
      dns_minimum_healthy_target_count = 2
    }]
  }

  expect_failures = [var.forwards]
}

run "application_load_balancers_56" {
  command = plan

  variables {
    forwards = [{
      listener_port  = 443
      target_alb_arn = "arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:loadbalancer/app/web/50dc6c495c0c9188"
      target_port    = 443
      target_security_group_ids = {
        sg-1 = "sg-1"
      }
      dns_minimum_healthy_target_percentage = 50
    }]
  }

  expect_failures = [var.forwards]
}

run "application_load_balancers_57" {
  command = plan

  variables {
    forwards = [{
      listener_port  = 443
      target_alb_arn = "arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:loadbalancer/app/web/50dc6c495c0c9188"
      target_port    = 443
      target_security_group_ids = {
        sg-1 = "sg-1"
      }
      routing_minimum_healthy_target_count = 2
    }]
  }

  expect_failures = [var.forwards]
}

run "application_load_balancers_58" {
  command = plan

  variables {
    forwards = [{
      listener_port  = 443
      target_alb_arn = "arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:loadbalancer/app/web/50dc6c495c0c9188"
      target_port    = 443
      target_security_group_ids = {
        sg-1 = "sg-1"
      }
      routing_minimum_healthy_target_percentage = 50
    }]
  }

  expect_failures = [var.forwards]
}

run "target_ips_59" {
  command = plan

  variables {
    forwards = [{
      listener_port = 10022
      target_ip     = "8.8.8.8"
      target_port   = 22
      }, {
      listener_port = 30080
      target_ip     = "10.0.0.10"
      target_port   = 80
      external      = true
    }]
  }

  expect_failures = [var.forwards]
}

run "target_ips_60" {
  command = plan

  variables {
    forwards = [{
      listener_port = 10022
      target_ip     = "203.0.113.1"
      target_port   = 22
      }, {
      listener_port = 30080
      target_ip     = "10.0.0.10"
      target_port   = 80
      external      = true
    }]
  }

  expect_failures = [var.forwards]
}

run "target_ips_61" {
  command = plan

  variables {
    forwards = [{
      listener_port = 10022
      target_ip     = "127.0.0.1"
      target_port   = 22
      }, {
      listener_port = 30080
      target_ip     = "10.0.0.10"
      target_port   = 80
      external      = true
    }]
  }

  expect_failures = [var.forwards]
}

run "target_ips_62" {
  command = plan

  variables {
    forwards = [{
      listener_port = 10022
      target_ip     = "169.254.169.254"
      target_port   = 22
      }, {
      listener_port = 30080
      target_ip     = "10.0.0.10"
      target_port   = 80
      external      = true
    }]
  }

  expect_failures = [var.forwards]
}

run "target_ips_63" {
  command = plan

  variables {
    forwards = [{
      listener_port = 10022
      target_ip     = "0.0.0.0"
      target_port   = 22
      }, {
      listener_port = 30080
      target_ip     = "10.0.0.10"
      target_port   = 80
      external      = true
    }]
  }

  expect_failures = [var.forwards]
}

run "availability_zone_of_a_target_64" {
  command = plan

  variables {
    forwards = [{
      listener_port = 10022
      target_ip     = "172.31.129.1"
      target_port   = 22
      external      = true
      }, {
      listener_port = 30080
      target_ip     = "10.0.0.10"
      target_port   = 80
      external      = true
    }]
  }

  expect_failures = [var.forwards]
}

run "availability_zone_of_a_target_65" {
  command = plan

  variables {
    forwards = [{
      listener_port = 10022
      target_ip     = "10.0.0.1"
      target_port   = 22
      external      = false
      }, {
      listener_port = 30080
      target_ip     = "10.0.0.10"
      target_port   = 80
      external      = true
    }]
  }

  expect_failures = [var.forwards]
}

run "availability_zone_of_a_target_66" {
  command = plan

  variables {
    forwards = [{
      listener_port      = 10022
      target_instance_id = "i-0a1b2c3d4e5f60718"
      target_port        = 22
      external           = true
    }]
    target_security_group_ids = {
      sg-1 = "sg-1"
    }
  }

  expect_failures = [var.forwards]
}

run "keys_67" {
  command = plan

  variables {
    forwards = [{
      listener_port = 10022
      target_ip     = "172.31.129.10"
      target_port   = 22
      key           = ""
      }, {
      listener_port = 30080
      target_ip     = "10.0.0.10"
      target_port   = 80
      external      = true
    }]
  }

  expect_failures = [var.forwards]
}

run "names_of_load_balancers_and_target_groups_68" {
  command = plan

  variables {
    forwards = [{
      listener_port     = 10022
      target_ip         = "172.31.129.10"
      target_port       = 22
      target_group_name = ""
      }, {
      listener_port = 30080
      target_ip     = "10.0.0.10"
      target_port   = 80
      external      = true
    }]
  }

  expect_failures = [var.forwards]
}

run "names_of_load_balancers_and_target_groups_69" {
  command = plan

  variables {
    load_balancer_name = ""
  }

  expect_failures = [var.load_balancer_name]
}

run "protocols_70" {
  command = plan

  variables {
    forwards = [{
      listener_port = 10022
      target_ip     = "172.31.129.10"
      target_port   = 22
      protocol      = "tcp"
      }, {
      listener_port = 30080
      target_ip     = "10.0.0.10"
      target_port   = 80
      external      = true
    }]
  }

  expect_failures = [var.forwards]
}

run "udp_to_targets_outside_the_vpc_71" {
  command = plan

  variables {
    forwards = [{
      listener_port = 10022
      target_ip     = "10.0.0.1"
      target_port   = 22
      external      = true
      protocol      = "TCP_UDP"
      }, {
      listener_port = 30080
      target_ip     = "10.0.0.10"
      target_port   = 80
      external      = true
    }]
  }

  expect_failures = [var.forwards]
}

run "udp_to_targets_outside_the_vpc_72" {
  command = plan

  variables {
    forwards = [{
      listener_port = 10022
      target_ip     = "172.31.129.1"
      target_port   = 22
      external      = false
      protocol      = "UDP"
      health_check = {
        port = 8080
      }
      additional_targets = [{
        target_ip = "10.0.0.1"
      }]
      }, {
      listener_port = 30080
      target_ip     = "10.0.0.10"
      target_port   = 80
      external      = true
    }]
  }

  expect_failures = [var.forwards]
}

run "udp_of_dual_stack_load_balancers_73" {
  command = plan

  variables {
    forwards = [{
      listener_port = 10022
      target_ip     = "172.31.129.10"
      target_port   = 22
      protocol      = "TCP_UDP"
    }]
    ip_address_type = "dualstack"
  }

  expect_failures = [var.forwards]
}

run "health_checks_of_udp_74" {
  command = plan

  variables {
    forwards = [{
      listener_port = 10022
      target_ip     = "172.31.129.10"
      target_port   = 22
      protocol      = "UDP"
      }, {
      listener_port = 30080
      target_ip     = "10.0.0.10"
      target_port   = 80
      external      = true
    }]
  }

  expect_failures = [var.forwards]
}

run "health_checks_of_requests_75" {
  command = plan

  variables {
    forwards = [{
      listener_port = 10022
      target_ip     = "172.31.129.10"
      target_port   = 22
      health_check = {
        path = "/"
      }
      }, {
      listener_port = 30080
      target_ip     = "10.0.0.10"
      target_port   = 80
      external      = true
    }]
  }

  expect_failures = [var.forwards]
}

run "health_checks_of_requests_76" {
  command = plan

  variables {
    forwards = [{
      listener_port = 10022
      target_ip     = "172.31.129.10"
      target_port   = 22
      health_check = {
        protocol = "TCP"
        matcher  = "200"
      }
      }, {
      listener_port = 30080
      target_ip     = "10.0.0.10"
      target_port   = 80
      external      = true
    }]
  }

  expect_failures = [var.forwards]
}

run "health_checks_77" {
  command = plan

  variables {
    forwards = [{
      listener_port = 10022
      target_ip     = "172.31.129.10"
      target_port   = 22
      health_check = {
        protocol = "UDP"
      }
      }, {
      listener_port = 30080
      target_ip     = "10.0.0.10"
      target_port   = 80
      external      = true
    }]
  }

  expect_failures = [var.forwards]
}

run "health_checks_78" {
  command = plan

  variables {
    forwards = [{
      listener_port = 10022
      target_ip     = "172.31.129.10"
      target_port   = 22
      health_check = {
        protocol = "HTTP"
        path     = "health"
      }
      }, {
      listener_port = 30080
      target_ip     = "10.0.0.10"
      target_port   = 80
      external      = true
    }]
  }

  expect_failures = [var.forwards]
}

run "health_checks_79" {
  command = plan

  variables {
    forwards = [{
      listener_port = 10022
      target_ip     = "172.31.129.10"
      target_port   = 22
      health_check = {
        protocol = "HTTP"
        matcher  = "600"
      }
      }, {
      listener_port = 30080
      target_ip     = "10.0.0.10"
      target_port   = 80
      external      = true
    }]
  }

  expect_failures = [var.forwards]
}

run "health_checks_80" {
  command = plan

  variables {
    forwards = [{
      listener_port = 10022
      target_ip     = "172.31.129.10"
      target_port   = 22
      health_check = {
        healthy_threshold = 1
      }
      }, {
      listener_port = 30080
      target_ip     = "10.0.0.10"
      target_port   = 80
      external      = true
    }]
  }

  expect_failures = [var.forwards]
}

run "health_checks_81" {
  command = plan

  variables {
    forwards = [{
      listener_port = 10022
      target_ip     = "172.31.129.10"
      target_port   = 22
      health_check = {
        unhealthy_threshold = 1
      }
      }, {
      listener_port = 30080
      target_ip     = "10.0.0.10"
      target_port   = 80
      external      = true
    }]
  }

  expect_failures = [var.forwards]
}

run "health_checks_82" {
  command = plan

  variables {
    forwards = [{
      listener_port = 10022
      target_ip     = "172.31.129.10"
      target_port   = 22
      health_check = {
        interval_seconds = 4
        timeout_seconds  = 4
      }
      }, {
      listener_port = 30080
      target_ip     = "10.0.0.10"
      target_port   = 80
      external      = true
    }]
  }

  expect_failures = [var.forwards]
}

run "health_checks_83" {
  command = plan

  variables {
    forwards = [{
      listener_port = 10022
      target_ip     = "172.31.129.10"
      target_port   = 22
      health_check = {
        timeout_seconds = 1
      }
      }, {
      listener_port = 30080
      target_ip     = "10.0.0.10"
      target_port   = 80
      external      = true
    }]
  }

  expect_failures = [var.forwards]
}

run "health_checks_84" {
  command = plan

  variables {
    forward_defaults = {
      health_check = {
        interval_seconds = 400
      }
    }
  }

  expect_failures = [var.forward_defaults]
}

run "deregistration_delays_85" {
  command = plan

  variables {
    forwards = [{
      listener_port                = 10022
      target_ip                    = "172.31.129.10"
      target_port                  = 22
      deregistration_delay_seconds = -1
      }, {
      listener_port = 30080
      target_ip     = "10.0.0.10"
      target_port   = 80
      external      = true
    }]
  }

  expect_failures = [var.forwards]
}

run "idle_timeouts_86" {
  command = plan

  variables {
    forwards = [{
      listener_port            = 10022
      target_ip                = "172.31.129.10"
      target_port              = 22
      tcp_idle_timeout_seconds = 59
      }, {
      listener_port = 30080
      target_ip     = "10.0.0.10"
      target_port   = 80
      external      = true
    }]
  }

  expect_failures = [var.forwards]
}

run "security_policies_87" {
  command = plan

  variables {
    forwards = [{
      listener_port   = 10022
      target_ip       = "172.31.129.10"
      target_port     = 22
      protocol        = "TLS"
      certificate_arn = "arn:aws:iam::123456789012:server-certificate/first"
      ssl_policy      = ""
      }, {
      listener_port = 30080
      target_ip     = "10.0.0.10"
      target_port   = 80
      external      = true
    }]
  }

  expect_failures = [var.forwards]
}

run "alpn_policies_88" {
  command = plan

  variables {
    forwards = [{
      listener_port   = 10022
      target_ip       = "172.31.129.10"
      target_port     = 22
      protocol        = "TLS"
      certificate_arn = "arn:aws:iam::123456789012:server-certificate/first"
      alpn_policy     = "h2"
      }, {
      listener_port = 30080
      target_ip     = "10.0.0.10"
      target_port   = 80
      external      = true
    }]
  }

  expect_failures = [var.forwards]
}

run "options_of_one_protocol_89" {
  command = plan

  variables {
    forwards = [{
      listener_port            = 10022
      target_ip                = "172.31.129.10"
      target_port              = 22
      protocol                 = "TCP_UDP"
      tcp_idle_timeout_seconds = 60
      }, {
      listener_port = 30080
      target_ip     = "10.0.0.10"
      target_port   = 80
      external      = true
    }]
  }

  expect_failures = [var.forwards]
}

run "options_of_one_protocol_90" {
  command = plan

  variables {
    forwards = [{
      listener_port                    = 10022
      target_ip                        = "172.31.129.10"
      target_port                      = 22
      protocol                         = "TCP_UDP"
      unhealthy_connection_termination = false
      }, {
      listener_port = 30080
      target_ip     = "10.0.0.10"
      target_port   = 80
      external      = true
    }]
  }

  expect_failures = [var.forwards]
}

run "options_of_one_protocol_91" {
  command = plan

  variables {
    forwards = [{
      listener_port                       = 10022
      target_ip                           = "172.31.129.10"
      target_port                         = 22
      protocol                            = "TCP_UDP"
      unhealthy_draining_interval_seconds = 60
      }, {
      listener_port = 30080
      target_ip     = "10.0.0.10"
      target_port   = 80
      external      = true
    }]
  }

  expect_failures = [var.forwards]
}

run "options_of_one_protocol_92" {
  command = plan

  variables {
    forwards = [{
      listener_port   = 10022
      target_ip       = "172.31.129.10"
      target_port     = 22
      certificate_arn = "arn:aws:iam::123456789012:server-certificate/1"
      }, {
      listener_port = 30080
      target_ip     = "10.0.0.10"
      target_port   = 80
      external      = true
    }]
  }

  expect_failures = [var.forwards]
}

run "options_of_one_protocol_93" {
  command = plan

  variables {
    forwards = [{
      listener_port = 10022
      target_ip     = "172.31.129.10"
      target_port   = 22
      target_tls    = true
      }, {
      listener_port = 30080
      target_ip     = "10.0.0.10"
      target_port   = 80
      external      = true
    }]
  }

  expect_failures = [var.forwards]
}

run "certificates_94" {
  command = plan

  variables {
    forwards = [{
      listener_port = 10022
      target_ip     = "172.31.129.10"
      target_port   = 22
      protocol      = "TLS"
      }, {
      listener_port = 30080
      target_ip     = "10.0.0.10"
      target_port   = 80
      external      = true
    }]
  }

  expect_failures = [var.forwards]
}

run "certificates_95" {
  command = plan

  variables {
    forwards = [{
      listener_port   = 10022
      target_ip       = "172.31.129.10"
      target_port     = 22
      protocol        = "TLS"
      certificate_arn = ""
      }, {
      listener_port = 30080
      target_ip     = "10.0.0.10"
      target_port   = 80
      external      = true
    }]
  }

  expect_failures = [var.forwards]
}

run "certificates_96" {
  command = plan

  variables {
    forwards = [{
      listener_port   = 10022
      target_ip       = "172.31.129.10"
      target_port     = 22
      protocol        = "TLS"
      certificate_arn = "arn:aws:iam::123456789012:server-certificate/1"
      additional_certificate_arns = {
        item-0 = "my-cert"
      }
      }, {
      listener_port = 30080
      target_ip     = "10.0.0.10"
      target_port   = 80
      external      = true
    }]
  }

  expect_failures = [var.forwards]
}

run "certificates_97" {
  command = plan

  variables {
    forwards = [{
      listener_port   = 10022
      target_ip       = "172.31.129.10"
      target_port     = 22
      protocol        = "TLS"
      certificate_arn = "arn:aws:iam::123456789012:server-certificate/1"
      additional_certificate_arns = {
        item-0 = "arn:aws:iam::123456789012:server-certificate/2"
        item-1 = "arn:aws:iam::123456789012:server-certificate/2"
      }
      }, {
      listener_port = 30080
      target_ip     = "10.0.0.10"
      target_port   = 80
      external      = true
    }]
  }

  expect_failures = [var.forwards]
}

run "names_of_security_policies_98" {
  command = plan

  variables {
    forwards = [{
      listener_port   = 10022
      target_ip       = "172.31.129.10"
      target_port     = 22
      protocol        = "TLS"
      certificate_arn = "arn:aws:iam::123456789012:server-certificate/1"
      ssl_policy      = "TLS12"
      }, {
      listener_port = 30080
      target_ip     = "10.0.0.10"
      target_port   = 80
      external      = true
    }]
  }

  expect_failures = [check.names_of_security_policies]
}

run "number_of_certificates_99" {
  command = plan

  variables {
    forwards = [{
      listener_port   = 10022
      target_ip       = "172.31.129.10"
      target_port     = 22
      protocol        = "TLS"
      certificate_arn = "arn:aws:iam::123456789012:server-certificate/1"
      additional_certificate_arns = {
        item-0  = "arn:aws:iam::123456789012:server-certificate/a0"
        item-1  = "arn:aws:iam::123456789012:server-certificate/a1"
        item-2  = "arn:aws:iam::123456789012:server-certificate/a2"
        item-3  = "arn:aws:iam::123456789012:server-certificate/a3"
        item-4  = "arn:aws:iam::123456789012:server-certificate/a4"
        item-5  = "arn:aws:iam::123456789012:server-certificate/a5"
        item-6  = "arn:aws:iam::123456789012:server-certificate/a6"
        item-7  = "arn:aws:iam::123456789012:server-certificate/a7"
        item-8  = "arn:aws:iam::123456789012:server-certificate/a8"
        item-9  = "arn:aws:iam::123456789012:server-certificate/a9"
        item-10 = "arn:aws:iam::123456789012:server-certificate/a10"
        item-11 = "arn:aws:iam::123456789012:server-certificate/a11"
        item-12 = "arn:aws:iam::123456789012:server-certificate/a12"
        item-13 = "arn:aws:iam::123456789012:server-certificate/a13"
        item-14 = "arn:aws:iam::123456789012:server-certificate/a14"
        item-15 = "arn:aws:iam::123456789012:server-certificate/a15"
        item-16 = "arn:aws:iam::123456789012:server-certificate/a16"
        item-17 = "arn:aws:iam::123456789012:server-certificate/a17"
        item-18 = "arn:aws:iam::123456789012:server-certificate/a18"
        item-19 = "arn:aws:iam::123456789012:server-certificate/a19"
        item-20 = "arn:aws:iam::123456789012:server-certificate/a20"
        item-21 = "arn:aws:iam::123456789012:server-certificate/a21"
        item-22 = "arn:aws:iam::123456789012:server-certificate/a22"
        item-23 = "arn:aws:iam::123456789012:server-certificate/a23"
      }
      }, {
      listener_port   = 10023
      target_ip       = "172.31.129.10"
      target_port     = 22
      protocol        = "TLS"
      certificate_arn = "arn:aws:iam::123456789012:server-certificate/1"
    }]
  }

  expect_failures = [check.number_of_certificates]
}

run "stickiness_100" {
  command = plan

  variables {
    forwards = [{
      listener_port   = 10022
      target_ip       = "172.31.129.10"
      target_port     = 22
      protocol        = "TLS"
      certificate_arn = "arn:aws:iam::123456789012:server-certificate/1"
      stickiness      = true
      }, {
      listener_port = 30080
      target_ip     = "10.0.0.10"
      target_port   = 80
      external      = true
    }]
  }

  expect_failures = [var.forwards]
}

run "client_ip_preservation_101" {
  command = plan

  variables {
    forwards = [{
      listener_port = 10022
      target_ip     = "172.31.129.10"
      target_port   = 22
      protocol      = "UDP"
      health_check = {
        port = 8080
      }
      preserve_client_ip = false
      }, {
      listener_port = 30080
      target_ip     = "10.0.0.10"
      target_port   = 80
      external      = true
    }]
  }

  expect_failures = [var.forwards]
}

run "client_ip_preservation_102" {
  command = plan

  variables {
    forwards = [{
      listener_port      = 10022
      target_ip          = "10.0.0.1"
      target_port        = 22
      external           = true
      preserve_client_ip = true
      }, {
      listener_port = 30080
      target_ip     = "10.0.0.10"
      target_port   = 80
      external      = true
    }]
  }

  expect_failures = [var.forwards]
}

run "client_ip_preservation_103" {
  command = plan

  variables {
    forwards = [{
      listener_port      = 10022
      target_ip          = "172.31.129.10"
      target_port        = 22
      preserve_client_ip = true
      }, {
      listener_port      = 10023
      target_ip          = "172.31.129.10"
      target_port        = 22
      preserve_client_ip = true
    }]
  }

  expect_failures = [check.client_ip_preservation]
}

run "client_ip_preservation_104" {
  command = plan

  variables {
    forwards = [{
      listener_port = 10022
      target_ip     = "172.31.129.10"
      target_port   = 22
      protocol      = "UDP"
      health_check = {
        port = 8080
      }
      }, {
      listener_port = 53
      target_ip     = "172.31.129.11"
      target_port   = 22
      additional_targets = [{
        target_ip = "172.31.129.10"
      }]
      protocol = "TCP_UDP"
    }]
  }

  expect_failures = [check.client_ip_preservation]
}

run "connection_termination_105" {
  command = plan

  variables {
    forwards = [{
      listener_port = 10022
      target_ip     = "172.31.129.10"
      target_port   = 22
      protocol      = "UDP"
      health_check = {
        port = 8080
      }
      connection_termination = false
      }, {
      listener_port = 30080
      target_ip     = "10.0.0.10"
      target_port   = 80
      external      = true
    }]
  }

  expect_failures = [check.connection_termination]
}

run "proxy_protocol_on_health_checks_106" {
  command = plan

  variables {
    forwards = [{
      listener_port     = 10022
      target_ip         = "172.31.129.10"
      target_port       = 22
      proxy_protocol_v2 = true
      health_check = {
        protocol = "HTTP"
      }
      }, {
      listener_port = 30080
      target_ip     = "10.0.0.10"
      target_port   = 80
      external      = true
    }]
  }

  expect_failures = [check.proxy_protocol_on_health_checks]
}

run "descriptions_107" {
  command = plan

  variables {
    forwards = [{
      listener_port = 10022
      target_ip     = "172.31.129.10"
      target_port   = 22
      description   = ""
      }, {
      listener_port = 30080
      target_ip     = "10.0.0.10"
      target_port   = 80
      external      = true
    }]
  }

  expect_failures = [var.forwards]
}

run "addresses_of_the_load_balancer_108" {
  command = plan

  variables {
    forwards = [{
      listener_port = 10022
      target_ip     = "172.31.128.10"
      target_port   = 22
      }, {
      listener_port = 30080
      target_ip     = "10.0.0.10"
      target_port   = 80
      external      = true
    }]
  }

  expect_failures = [var.forwards]
}

run "addresses_of_the_load_balancer_109" {
  command = plan

  variables {
    subnet_mappings = [{
      subnet_id    = "subnet-1"
      ipv6_address = "2001:0DB8::10"
    }]
    forwards = [{
      listener_port = 10022
      target_ip     = "2001:db8:0:0::10"
      target_port   = 22
    }]
    ip_address_type = "dualstack"
  }

  expect_failures = [var.forwards]
}

run "ipv_targets_110" {
  command = plan

  variables {
    forwards = [{
      listener_port = 10022
      target_ip     = "2001:db8::1"
      target_port   = 22
      }, {
      listener_port = 30080
      target_ip     = "10.0.0.10"
      target_port   = 80
      external      = true
    }]
  }

  expect_failures = [var.forwards]
}

run "families_of_addresses_111" {
  command = plan

  variables {
    forwards = [{
      listener_port = 10022
      target_ip     = "172.31.129.10"
      target_port   = 22
      additional_targets = [{
        target_ip = "2001:db8::1"
      }]
    }]
    ip_address_type = "dualstack"
  }

  expect_failures = [var.forwards]
}

run "families_of_addresses_112" {
  command = plan

  variables {
    forwards = [{
      listener_port          = 10022
      target_ip              = "172.31.129.10"
      target_port            = 22
      target_ip_address_type = "IPv4"
      }, {
      listener_port = 30080
      target_ip     = "10.0.0.10"
      target_port   = 80
      external      = true
    }]
  }

  expect_failures = [var.forwards]
}

run "families_of_addresses_113" {
  command = plan

  variables {
    forwards = [{
      listener_port          = 10022
      target_ip              = "172.31.129.10"
      target_port            = 22
      target_ip_address_type = "ipv6"
    }]
    ip_address_type = "dualstack"
  }

  expect_failures = [var.forwards]
}

run "families_of_addresses_114" {
  command = plan

  variables {
    forwards = [{
      listener_port          = 10022
      target_instance_id     = "i-0a1b2c3d4e5f60718"
      target_port            = 22
      target_ip_address_type = "ipv6"
      target_security_group_ids = {
        sg-1 = "sg-1"
      }
    }]
  }

  expect_failures = [var.forwards]
}

run "the_same_target_twice_115" {
  command = plan

  variables {
    forwards = [{
      listener_port = 10022
      target_ip     = "172.31.129.10"
      target_port   = 1
      additional_targets = [{
        target_ip = "172.31.129.10"
        key       = "b"
      }]
      }, {
      listener_port = 30080
      target_ip     = "10.0.0.10"
      target_port   = 80
      external      = true
    }]
  }

  expect_failures = [var.forwards]
}

run "clients_of_a_forward_116" {
  command = plan

  variables {
    forwards = [{
      listener_port      = 10022
      target_ip          = "172.31.129.10"
      target_port        = 22
      client_cidr_blocks = []
      }, {
      listener_port = 30080
      target_ip     = "10.0.0.10"
      target_port   = 80
      external      = true
    }]
  }

  expect_failures = [check.clients_of_a_forward]
}

run "clients_of_a_forward_117" {
  command = plan

  variables {
    forwards = [{
      listener_port      = 10022
      target_ip          = "172.31.129.10"
      target_port        = 22
      client_cidr_blocks = ["10.0.0.0/8"]
    }]
    client_cidr_blocks = null
  }

  expect_failures = [var.forwards]
}

run "security_groups_of_targets_118" {
  command = plan

  variables {
    forwards = [{
      listener_port = 10022
      target_ip     = "172.31.129.10"
      target_port   = 22
    }]
    client_cidr_blocks = null
    target_security_group_ids = {
      sg-1 = "sg-1"
    }
  }

  expect_failures = [var.target_security_group_ids]
}

run "security_groups_of_targets_119" {
  command = plan

  variables {
    forwards = [{
      listener_port = 10022
      target_ip     = "172.31.129.10"
      target_port   = 22
      target_security_group_ids = {
        sg-1 = "sg-1"
      }
    }]
    client_cidr_blocks = null
  }

  expect_failures = [var.forwards]
}

run "security_groups_of_targets_120" {
  command = plan

  variables {
    forwards = [{
      listener_port      = 10022
      target_instance_id = "i-0a1b2c3d4e5f60718"
      target_port        = 22
    }]
  }

  expect_failures = [var.forwards]
}

run "security_groups_of_targets_121" {
  command = plan

  variables {
    forwards = [{
      listener_port  = 443
      target_alb_arn = "arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:loadbalancer/app/web/50dc6c495c0c9188"
      target_port    = 443
    }]
  }

  expect_failures = [var.forwards]
}

run "security_groups_of_targets_122" {
  command = plan

  variables {
    forwards = [{
      listener_port = 5432
      target_host   = "db.example.internal"
      target_port   = 5432
    }]
    host_targets = {
      subnet_ids = ["subnet-1"]
    }
  }

  expect_failures = [var.forwards]
}

run "security_groups_and_aws_privatelink_123" {
  command = plan

  variables {
    forwards = [{
      listener_port = 10022
      target_ip     = "172.31.129.10"
      target_port   = 22
    }]
    client_cidr_blocks                                           = null
    enforce_security_group_inbound_rules_on_private_link_traffic = true
  }

  expect_failures = [var.enforce_security_group_inbound_rules_on_private_link_traffic]
}

run "reserved_names_of_security_groups_124" {
  command = plan

  variables {
    load_balancer_name = "sg-a"
  }

  expect_failures = [var.load_balancer_name]
}

run "ip_address_types_125" {
  command = plan

  variables {
    ip_address_type = "ipv6"
  }

  expect_failures = [var.ip_address_type]
}

run "client_routing_policies_126" {
  command = plan

  variables {
    dns_record_client_routing_policy = "zonal"
  }

  expect_failures = [var.dns_record_client_routing_policy]
}

run "access_logs_127" {
  command = plan

  variables {
    forwards = [{
      listener_port = 10022
      target_ip     = "172.31.129.10"
      target_port   = 22
      }, {
      listener_port = 30080
      target_ip     = "10.0.0.10"
      target_port   = 80
      external      = true
      }, {
      listener_port   = 30000
      target_ip       = "172.31.129.10"
      target_port     = 22
      protocol        = "TLS"
      certificate_arn = "arn:aws:iam::123456789012:server-certificate/1"
    }]
    access_logs = {
      bucket = ""
    }
  }

  expect_failures = [var.access_logs]
}

run "access_logs_128" {
  command = plan

  variables {
    forwards = [{
      listener_port = 10022
      target_ip     = "172.31.129.10"
      target_port   = 22
      }, {
      listener_port = 30080
      target_ip     = "10.0.0.10"
      target_port   = 80
      external      = true
      }, {
      listener_port   = 30000
      target_ip       = "172.31.129.10"
      target_port     = 22
      protocol        = "TLS"
      certificate_arn = "arn:aws:iam::123456789012:server-certificate/1"
    }]
    access_logs = {
      bucket = "logs"
      prefix = ""
    }
  }

  expect_failures = [var.access_logs]
}

run "access_logs_129" {
  command = plan

  variables {
    forwards = [{
      listener_port = 10022
      target_ip     = "172.31.129.10"
      target_port   = 22
    }]
    access_logs = {
      bucket = "logs"
    }
  }

  expect_failures = [check.access_logs]
}

run "alarms_130" {
  command = plan

  variables {
    alarms = {
      action_arns = ["my-topic"]
    }
  }

  expect_failures = [var.alarms]
}

run "alarms_131" {
  command = plan

  variables {
    alarms = {
      action_arns    = []
      period_seconds = 61
    }
  }

  expect_failures = [var.alarms]
}

run "alarms_132" {
  command = plan

  variables {
    alarms = {
      action_arns        = []
      evaluation_periods = 0
    }
  }

  expect_failures = [var.alarms]
}

run "alarms_133" {
  command = plan

  variables {
    alarms = {
      action_arns        = []
      evaluation_periods = 1441
    }
  }

  expect_failures = [var.alarms]
}

run "static_ipv_addresses_134" {
  command = plan

  variables {
    subnet_mappings = [{
      subnet_id         = "subnet-9"
      availability_zone = "z"
      }, {
      subnet_id    = "subnet-1"
      ipv6_address = "2001:db8::1"
    }]
  }

  expect_failures = [var.subnet_mappings]
}

run "static_ipv_addresses_135" {
  command = plan

  variables {
    subnet_mappings = [{
      subnet_id    = "subnet-0"
      ipv6_address = "2001:db8::1"
      }, {
      subnet_id    = "subnet-1"
      ipv6_address = "2001:db8::1"
    }]
    forwards = [{
      listener_port = 10022
      target_ip     = "172.31.129.10"
      target_port   = 22
    }]
    ip_address_type = "dualstack"
  }

  expect_failures = [var.subnet_mappings]
}

run "target_groups_of_one_name_136" {
  command = plan

  variables {
    forwards = [{
      listener_port = 10022
      target_ip     = "172.31.129.10"
      target_port   = 22
      }, {
      listener_port = 30080
      target_ip     = "10.0.0.10"
      target_port   = 80
      external      = true
      }, {
      listener_port     = 30000
      target_ip         = "10.0.0.1"
      target_port       = 1
      target_group_name = "example-tg-10022"
    }]
  }

  expect_failures = [var.forwards]
}

run "_name__137" {
  command = plan

  variables {
    name = ""
  }

  expect_failures = [var.name]
}

run "reserved_names_of_load_balancers_138" {
  command = plan

  variables {
    load_balancer_name = "internal-a"
  }

  expect_failures = [var.load_balancer_name]
}

run "reserved_names_of_load_balancers_139" {
  command = plan

  variables {
    name = "internal-a"
  }

  expect_failures = [var.load_balancer_name]
}

run "ids_140" {
  command = plan

  variables {
    vpc_id = ""
  }

  expect_failures = [var.vpc_id]
}

run "ids_141" {
  command = plan

  variables {
    client_security_group_ids = {
      item-0 = "sg-1"
      item-1 = "sg-1"
    }
  }

  expect_failures = [var.client_security_group_ids]
}

run "ids_142" {
  command = plan

  variables {
    security_group_ids = ["sg-1", "sg-1"]
  }

  expect_failures = [var.security_group_ids]
}

run "ids_143" {
  command = plan

  variables {
    security_group_ids = ["pl-1"]
  }

  expect_failures = [var.security_group_ids]
}

run "ids_144" {
  command = plan

  variables {
    client_security_group_ids = {
      item-0 = "10.0.0.0/8"
    }
  }

  expect_failures = [var.client_security_group_ids]
}

run "ids_145" {
  command = plan

  variables {
    target_security_group_ids = {
      item-0 = "SG-1"
    }
  }

  expect_failures = [var.target_security_group_ids]
}

run "ids_146" {
  command = plan

  variables {
    forwards = [{
      listener_port      = 10022
      target_instance_id = "web"
      target_port        = 22
    }]
    target_security_group_ids = {
      sg-1 = "sg-1"
    }
  }

  expect_failures = [var.forwards]
}

run "ids_147" {
  command = plan

  variables {
    forwards = [{
      listener_port = 10022
      target_ip     = "172.31.129.10"
      target_port   = 22
      target_security_group_ids = {
        item-0 = "SG-1"
      }
      }, {
      listener_port = 30080
      target_ip     = "10.0.0.10"
      target_port   = 80
      external      = true
    }]
  }

  expect_failures = [var.forwards]
}

run "ids_148" {
  command = plan

  variables {
    subnet_mappings = [{
      subnet_id         = "subnet-9"
      availability_zone = "z"
      }, {
      subnet_id = ""
    }]
  }

  expect_failures = [var.subnet_mappings]
}

run "ids_149" {
  command = plan

  variables {
    subnet_mappings = [{
      subnet_id         = "subnet-9"
      availability_zone = "z"
      }, {
      subnet_id     = "subnet-1"
      allocation_id = "203.0.113.5"
    }]
  }

  expect_failures = [var.subnet_mappings]
}

run "ids_150" {
  command = plan

  variables {
    subnet_mappings = [{
      subnet_id         = "subnet-9"
      availability_zone = "z"
      }, {
      subnet_id         = "subnet-1"
      availability_zone = ""
    }]
  }

  expect_failures = [var.subnet_mappings]
}

run "cidr_blocks_of_the_vpc_151" {
  command = plan

  variables {
    vpc_cidr_blocks = []
  }

  expect_failures = [var.vpc_cidr_blocks]
}

run "cidr_blocks_of_a_vpc_152" {
  command = plan

  variables {
    vpc_cidr_blocks = ["172.31.128.0/17", "198.18.0.0/15"]
  }

  expect_failures = [var.vpc_cidr_blocks]
}

run "cidr_blocks_of_a_subnet_153" {
  command = plan

  variables {
    subnet_mappings = [{
      subnet_id         = "subnet-9"
      availability_zone = "z"
      }, {
      subnet_id            = "subnet-1"
      cidr_block           = "172.30.0.0/15"
      private_ipv4_address = "172.31.128.1"
    }]
  }

  expect_failures = [var.subnet_mappings]
}

run "subnets_in_the_vpc_154" {
  command = plan

  variables {
    subnet_mappings = [{
      subnet_id         = "subnet-9"
      availability_zone = "z"
      }, {
      subnet_id  = "subnet-1"
      cidr_block = "10.0.1.0/24"
    }]
  }

  expect_failures = [var.subnet_mappings]
}

run "subnets_in_the_vpc_155" {
  command = plan

  variables {
    subnet_mappings = [{
      subnet_id         = "subnet-9"
      availability_zone = "z"
      }, {
      subnet_id  = "subnet-1"
      cidr_block = "172.31.127.0/24"
    }]
  }

  expect_failures = [var.subnet_mappings]
}

run "subnets_in_the_vpc_156" {
  command = plan

  variables {
    subnet_mappings = [{
      subnet_id         = "subnet-9"
      availability_zone = "z"
      }, {
      subnet_id  = "subnet-1"
      cidr_block = "172.31.0.0/16"
    }]
  }

  expect_failures = [var.subnet_mappings]
}

run "subnets_in_the_vpc_157" {
  command = plan

  variables {
    subnet_mappings = [{
      subnet_id  = "subnet-1"
      cidr_block = "10.0.0.0/16"
    }]
    forwards = [{
      listener_port = 10022
      target_ip     = "172.31.129.10"
      target_port   = 22
    }]
    vpc_cidr_blocks = ["10.0.0.0/17"]
  }

  expect_failures = [var.subnet_mappings]
}

run "cidr_blocks_158" {
  command = plan

  variables {
    client_cidr_blocks = ["pl-0a1b2c3d"]
  }

  expect_failures = [var.client_cidr_blocks]
}

run "cidr_blocks_159" {
  command = plan

  variables {
    vpc_cidr_blocks = ["172.31.128.0/17", "172.31.128.0"]
  }

  expect_failures = [var.vpc_cidr_blocks]
}

run "cidr_blocks_160" {
  command = plan

  variables {
    subnet_mappings = [{
      subnet_id         = "subnet-9"
      availability_zone = "z"
      }, {
      subnet_id  = "subnet-1"
      cidr_block = "172.31.128.0/x"
    }]
  }

  expect_failures = [var.subnet_mappings]
}

run "security_groups_161" {
  command = plan

  variables {
    security_group_ids = null
    forwards = [{
      listener_port = 10022
      target_ip     = "172.31.129.10"
      target_port   = 22
    }]
    client_cidr_blocks = null
  }

  expect_failures = [check.security_groups]
}

run "number_of_security_groups_162" {
  command = plan

  variables {
    security_group_ids = ["sg-1", "sg-2", "sg-3", "sg-4", "sg-5"]
  }

  expect_failures = [check.number_of_security_groups]
}

run "tags_163" {
  command = plan

  variables {
    tags = {
      Team = "R&D (Tokyo)"
    }
  }

  expect_failures = [var.tags]
}

run "number_of_tags_164" {
  command = plan

  variables {
    forwards = [{
      listener_port = 10022
      target_ip     = "172.31.129.10"
      target_port   = 22
      description   = "SSH"
    }]
    tags = {
      tag-0  = "a"
      tag-1  = "a"
      tag-2  = "a"
      tag-3  = "a"
      tag-4  = "a"
      tag-5  = "a"
      tag-6  = "a"
      tag-7  = "a"
      tag-8  = "a"
      tag-9  = "a"
      tag-10 = "a"
      tag-11 = "a"
      tag-12 = "a"
      tag-13 = "a"
      tag-14 = "a"
      tag-15 = "a"
      tag-16 = "a"
      tag-17 = "a"
      tag-18 = "a"
      tag-19 = "a"
      tag-20 = "a"
      tag-21 = "a"
      tag-22 = "a"
      tag-23 = "a"
      tag-24 = "a"
      tag-25 = "a"
      tag-26 = "a"
      tag-27 = "a"
      tag-28 = "a"
      tag-29 = "a"
      tag-30 = "a"
      tag-31 = "a"
      tag-32 = "a"
      tag-33 = "a"
      tag-34 = "a"
      tag-35 = "a"
      tag-36 = "a"
      tag-37 = "a"
      tag-38 = "a"
      tag-39 = "a"
      tag-40 = "a"
      tag-41 = "a"
      tag-42 = "a"
      tag-43 = "a"
      tag-44 = "a"
      tag-45 = "a"
      tag-46 = "a"
      tag-47 = "a"
      tag-48 = "a"
      tag-49 = "a"
    }
  }

  expect_failures = [var.forwards]
}

run "subnets_165" {
  command = plan

  variables {
    subnet_mappings = []
  }

  expect_failures = [var.subnet_mappings]
}

run "subnets_166" {
  command = plan

  variables {
    subnet_mappings = [{
      subnet_id         = "subnet-9"
      availability_zone = "z"
      }, {
      subnet_id = "subnet-9"
    }]
  }

  expect_failures = [var.subnet_mappings]
}

run "availability_zones_167" {
  command = plan

  variables {
    subnet_mappings = [{
      subnet_id         = "subnet-9"
      availability_zone = "z"
      }, {
      subnet_id         = "subnet-1"
      availability_zone = "z"
    }]
  }

  expect_failures = [var.subnet_mappings]
}

run "ipv_addresses_168" {
  command = plan

  variables {
    subnet_mappings = [{
      subnet_id         = "subnet-9"
      availability_zone = "z"
      }, {
      subnet_id            = "subnet-1"
      private_ipv4_address = ""
    }]
  }

  expect_failures = [var.subnet_mappings]
}

run "ipv_addresses_169" {
  command = plan

  variables {
    subnet_mappings = [{
      subnet_id         = "subnet-9"
      availability_zone = "z"
      }, {
      subnet_id    = "subnet-1"
      ipv6_address = ""
    }]
  }

  expect_failures = [var.subnet_mappings]
}

run "static_private_addresses_170" {
  command = plan

  variables {
    subnet_mappings = [{
      subnet_id            = "subnet-1"
      private_ipv4_address = "172.31.128.10"
    }]
    internal = false
  }

  expect_failures = [var.subnet_mappings]
}

run "static_private_addresses_171" {
  command = plan

  variables {
    subnet_mappings = [{
      subnet_id            = "subnet-0"
      private_ipv4_address = "172.31.128.10"
      }, {
      subnet_id            = "subnet-1"
      private_ipv4_address = "172.31.128.10"
    }]
  }

  expect_failures = [var.subnet_mappings]
}

run "static_private_addresses_in_their_subnet_172" {
  command = plan

  variables {
    subnet_mappings = [{
      subnet_id         = "subnet-9"
      availability_zone = "z"
      }, {
      subnet_id            = "subnet-1"
      private_ipv4_address = "172.31.128.3"
      cidr_block           = "172.31.128.0/21"
    }]
  }

  expect_failures = [var.subnet_mappings]
}

run "static_private_addresses_in_their_subnet_173" {
  command = plan

  variables {
    subnet_mappings = [{
      subnet_id         = "subnet-9"
      availability_zone = "z"
      }, {
      subnet_id            = "subnet-1"
      private_ipv4_address = "172.31.135.255"
      cidr_block           = "172.31.128.0/21"
    }]
  }

  expect_failures = [var.subnet_mappings]
}

run "static_private_addresses_in_their_subnet_174" {
  command = plan

  variables {
    subnet_mappings = [{
      subnet_id         = "subnet-9"
      availability_zone = "z"
      }, {
      subnet_id            = "subnet-1"
      private_ipv4_address = "172.31.136.4"
      cidr_block           = "172.31.128.0/21"
    }]
  }

  expect_failures = [var.subnet_mappings]
}

run "static_private_addresses_in_their_subnet_175" {
  command = plan

  variables {
    subnet_mappings = [{
      subnet_id         = "subnet-9"
      availability_zone = "z"
      }, {
      subnet_id            = "subnet-1"
      private_ipv4_address = "10.0.0.4"
      cidr_block           = "172.31.128.0/21"
    }]
  }

  expect_failures = [var.subnet_mappings]
}

run "static_private_addresses_in_the_vpc_176" {
  command = plan

  variables {
    subnet_mappings = [{
      subnet_id         = "subnet-9"
      availability_zone = "z"
      }, {
      subnet_id            = "subnet-1"
      private_ipv4_address = "10.0.0.4"
    }]
  }

  expect_failures = [var.subnet_mappings]
}

run "static_private_addresses_in_the_vpc_177" {
  command = plan

  variables {
    subnet_mappings = [{
      subnet_id         = "subnet-9"
      availability_zone = "z"
      }, {
      subnet_id            = "subnet-1"
      private_ipv4_address = "172.31.127.4"
    }]
  }

  expect_failures = [var.subnet_mappings]
}

run "elastic_ips_178" {
  command = plan

  variables {
    subnet_mappings = [{
      subnet_id         = "subnet-9"
      availability_zone = "z"
      }, {
      subnet_id     = "subnet-1"
      allocation_id = "eipalloc-1"
    }]
  }

  expect_failures = [var.subnet_mappings]
}

run "elastic_ips_179" {
  command = plan

  variables {
    subnet_mappings = [{
      subnet_id     = "subnet-0"
      allocation_id = "eipalloc-1"
      }, {
      subnet_id     = "subnet-1"
      allocation_id = "eipalloc-1"
    }]
    internal = false
  }

  expect_failures = [var.subnet_mappings]
}

run "forwards_180" {
  command = plan

  variables {
    forwards = []
  }

  expect_failures = [var.forwards]
}

run "listeners_181" {
  command = plan

  variables {
    forwards = [{
      listener_port = 10022
      target_ip     = "172.31.129.10"
      target_port   = 22
      }, {
      listener_port = 30080
      target_ip     = "10.0.0.10"
      target_port   = 80
      external      = true
      }, {
      listener_port = 20000
      target_ip     = "10.0.0.1"
      target_port   = 1
      }, {
      listener_port = 20001
      target_ip     = "10.0.0.1"
      target_port   = 1
      }, {
      listener_port = 20002
      target_ip     = "10.0.0.1"
      target_port   = 1
      }, {
      listener_port = 20003
      target_ip     = "10.0.0.1"
      target_port   = 1
      }, {
      listener_port = 20004
      target_ip     = "10.0.0.1"
      target_port   = 1
      }, {
      listener_port = 20005
      target_ip     = "10.0.0.1"
      target_port   = 1
      }, {
      listener_port = 20006
      target_ip     = "10.0.0.1"
      target_port   = 1
      }, {
      listener_port = 20007
      target_ip     = "10.0.0.1"
      target_port   = 1
      }, {
      listener_port = 20008
      target_ip     = "10.0.0.1"
      target_port   = 1
      }, {
      listener_port = 20009
      target_ip     = "10.0.0.1"
      target_port   = 1
      }, {
      listener_port = 20010
      target_ip     = "10.0.0.1"
      target_port   = 1
      }, {
      listener_port = 20011
      target_ip     = "10.0.0.1"
      target_port   = 1
      }, {
      listener_port = 20012
      target_ip     = "10.0.0.1"
      target_port   = 1
      }, {
      listener_port = 20013
      target_ip     = "10.0.0.1"
      target_port   = 1
      }, {
      listener_port = 20014
      target_ip     = "10.0.0.1"
      target_port   = 1
      }, {
      listener_port = 20015
      target_ip     = "10.0.0.1"
      target_port   = 1
      }, {
      listener_port = 20016
      target_ip     = "10.0.0.1"
      target_port   = 1
      }, {
      listener_port = 20017
      target_ip     = "10.0.0.1"
      target_port   = 1
      }, {
      listener_port = 20018
      target_ip     = "10.0.0.1"
      target_port   = 1
      }, {
      listener_port = 20019
      target_ip     = "10.0.0.1"
      target_port   = 1
      }, {
      listener_port = 20020
      target_ip     = "10.0.0.1"
      target_port   = 1
      }, {
      listener_port = 20021
      target_ip     = "10.0.0.1"
      target_port   = 1
      }, {
      listener_port = 20022
      target_ip     = "10.0.0.1"
      target_port   = 1
      }, {
      listener_port = 20023
      target_ip     = "10.0.0.1"
      target_port   = 1
      }, {
      listener_port = 20024
      target_ip     = "10.0.0.1"
      target_port   = 1
      }, {
      listener_port = 20025
      target_ip     = "10.0.0.1"
      target_port   = 1
      }, {
      listener_port = 20026
      target_ip     = "10.0.0.1"
      target_port   = 1
      }, {
      listener_port = 20027
      target_ip     = "10.0.0.1"
      target_port   = 1
      }, {
      listener_port = 20028
      target_ip     = "10.0.0.1"
      target_port   = 1
      }, {
      listener_port = 20029
      target_ip     = "10.0.0.1"
      target_port   = 1
      }, {
      listener_port = 20030
      target_ip     = "10.0.0.1"
      target_port   = 1
      }, {
      listener_port = 20031
      target_ip     = "10.0.0.1"
      target_port   = 1
      }, {
      listener_port = 20032
      target_ip     = "10.0.0.1"
      target_port   = 1
      }, {
      listener_port = 20033
      target_ip     = "10.0.0.1"
      target_port   = 1
      }, {
      listener_port = 20034
      target_ip     = "10.0.0.1"
      target_port   = 1
      }, {
      listener_port = 20035
      target_ip     = "10.0.0.1"
      target_port   = 1
      }, {
      listener_port = 20036
      target_ip     = "10.0.0.1"
      target_port   = 1
      }, {
      listener_port = 20037
      target_ip     = "10.0.0.1"
      target_port   = 1
      }, {
      listener_port = 20038
      target_ip     = "10.0.0.1"
      target_port   = 1
      }, {
      listener_port = 20039
      target_ip     = "10.0.0.1"
      target_port   = 1
      }, {
      listener_port = 20040
      target_ip     = "10.0.0.1"
      target_port   = 1
      }, {
      listener_port = 20041
      target_ip     = "10.0.0.1"
      target_port   = 1
      }, {
      listener_port = 20042
      target_ip     = "10.0.0.1"
      target_port   = 1
      }, {
      listener_port = 20043
      target_ip     = "10.0.0.1"
      target_port   = 1
      }, {
      listener_port = 20044
      target_ip     = "10.0.0.1"
      target_port   = 1
      }, {
      listener_port = 20045
      target_ip     = "10.0.0.1"
      target_port   = 1
      }, {
      listener_port = 20046
      target_ip     = "10.0.0.1"
      target_port   = 1
      }, {
      listener_port = 20047
      target_ip     = "10.0.0.1"
      target_port   = 1
      }, {
      listener_port = 20048
      target_ip     = "10.0.0.1"
      target_port   = 1
      }, {
      listener_port = 20049
      target_ip     = "10.0.0.1"
      target_port   = 1
      }, {
      listener_port = 20050
      target_ip     = "10.0.0.1"
      target_port   = 1
    }]
  }

  expect_failures = [var.forwards]
}

run "protocols_forwarddefaults_182" {
  command = plan

  variables {
    forward_defaults = {
      protocol = "SCTP"
    }
  }

  expect_failures = [var.forward_defaults]
}

run "ports_forwarddefaults_183" {
  command = plan

  variables {
    forward_defaults = {
      health_check = {
        port = 0
      }
    }
  }

  expect_failures = [var.forward_defaults]
}

run "health_checks_forwarddefaults_184" {
  command = plan

  variables {
    forward_defaults = {
      health_check = {
        protocol = "UDP"
      }
    }
  }

  expect_failures = [var.forward_defaults]
}

run "deregistration_delays_forwarddefaults_185" {
  command = plan

  variables {
    forward_defaults = {
      deregistration_delay_seconds = -1
    }
  }

  expect_failures = [var.forward_defaults]
}

run "unhealthy_draining_intervals_forwarddefaults_186" {
  command = plan

  variables {
    forward_defaults = {
      unhealthy_draining_interval_seconds = -1
    }
  }

  expect_failures = [var.forward_defaults]
}

run "target_group_health_forwarddefaults_187" {
  command = plan

  variables {
    forward_defaults = {
      dns_minimum_healthy_target_count = 0
    }
  }

  expect_failures = [var.forward_defaults]
}

run "idle_timeouts_forwarddefaults_188" {
  command = plan

  variables {
    forward_defaults = {
      tcp_idle_timeout_seconds = 59
    }
  }

  expect_failures = [var.forward_defaults]
}

run "certificates_forwarddefaults_189" {
  command = plan

  variables {
    forward_defaults = {
      certificate_arn = ""
    }
  }

  expect_failures = [var.forward_defaults]
}

run "security_policies_forwarddefaults_190" {
  command = plan

  variables {
    forward_defaults = {
      ssl_policy = ""
    }
  }

  expect_failures = [var.forward_defaults]
}

run "alpn_policies_forwarddefaults_191" {
  command = plan

  variables {
    forward_defaults = {
      alpn_policy = "h2"
    }
  }

  expect_failures = [var.forward_defaults]
}

run "cidr_blocks_forwarddefaults_192" {
  command = plan

  variables {
    forward_defaults = {
      client_cidr_blocks = ["10.0.0.1/8"]
    }
  }

  expect_failures = [var.forward_defaults]
}

run "addresses_forwards_193" {
  command = plan

  variables {
    forwards = [{
      listener_port = 10022
      target_ip     = "172.31.129.10"
      target_port   = 22
      additional_targets = [{
        target_ip = "host"
      }]
    }]
  }

  expect_failures = [var.forwards]
}

run "ports_forwards_194" {
  command = plan

  variables {
    forwards = [{
      listener_port = 10022
      target_ip     = "172.31.129.10"
      target_port   = 22
      additional_targets = [{
        target_ip   = "10.0.0.1"
        target_port = 0
      }]
    }]
  }

  expect_failures = [var.forwards]
}

run "keys_forwards_195" {
  command = plan

  variables {
    forwards = [{
      listener_port = 10022
      target_ip     = "172.31.129.10"
      target_port   = 22
      additional_targets = [{
        target_ip = "10.0.0.1"
        key       = ""
      }]
    }]
  }

  expect_failures = [var.forwards]
}

run "one_target_forwards_196" {
  command = plan

  variables {
    forwards = [{
      listener_port = 10022
      target_ip     = "172.31.129.10"
      target_port   = 22
      additional_targets = [{
        target_port = 5
      }]
    }]
  }

  expect_failures = [var.forwards]
}

run "types_of_targets_forwards_197" {
  command = plan

  variables {
    forwards = [{
      listener_port = 10022
      target_ip     = "172.31.129.10"
      target_port   = 22
      additional_targets = [{
        target_instance_id = "i-0a1b2c3d4e5f60718"
      }]
    }]
  }

  expect_failures = [var.forwards]
}

run "ids_forwards_198" {
  command = plan

  variables {
    forwards = [{
      listener_port = 10022
      target_ip     = "172.31.129.10"
      target_port   = 22
      additional_targets = [{
        target_instance_id = "web"
      }]
    }]
  }

  expect_failures = [var.forwards]
}

run "target_ips_forwards_199" {
  command = plan

  variables {
    forwards = [{
      listener_port = 10022
      target_ip     = "172.31.129.10"
      target_port   = 22
      additional_targets = [{
        target_ip = "8.8.8.8"
      }]
    }]
  }

  expect_failures = [var.forwards]
}

run "addresses_of_the_load_balancer_forwards_200" {
  command = plan

  variables {
    forwards = [{
      listener_port = 10022
      target_ip     = "172.31.129.10"
      target_port   = 22
      additional_targets = [{
        target_ip = "172.31.136.10"
      }]
    }]
  }

  expect_failures = [var.forwards]
}

run "availability_zone_of_a_target_forwards_201" {
  command = plan

  variables {
    forwards = [{
      listener_port = 10022
      target_ip     = "172.31.129.10"
      target_port   = 22
      additional_targets = [{
        target_ip = "172.31.129.1"
        external  = true
      }]
    }]
  }

  expect_failures = [var.forwards]
}

run "ipv_targets_additional_202" {
  command = plan

  variables {
    forwards = [{
      listener_port = 10022
      target_ip     = "2001:db8::1"
      target_port   = 22
      additional_targets = [{
        target_ip = "2001:db8::2"
      }]
    }]
  }

  expect_failures = [var.forwards]
}

run "keys_of_additional_targets_203" {
  command = plan

  variables {
    forwards = [{
      listener_port = 10022
      target_ip     = "172.31.129.10"
      target_port   = 22
      key           = "a"
      additional_targets = [{
        target_ip   = "172.31.129.10"
        target_port = 23
        key         = "a"
      }]
    }]
  }

  expect_failures = [var.forwards]
}

run "availability_zone_of_a_target_additional_204" {
  command = plan

  variables {
    forwards = [{
      listener_port      = 10022
      target_instance_id = "i-0a1b2c3d4e5f60718"
      target_port        = 22
      target_security_group_ids = {
        sg-1 = "sg-1"
      }
      additional_targets = [{
        target_instance_id = "i-1"
        external           = true
      }]
    }]
  }

  expect_failures = [var.forwards]
}

run "ids_in_a_row_205" {
  command = plan

  variables {
    forwards = [{
      listener_port = 10022
      target_ip     = "172.31.129.10"
      target_port   = 22
      target_security_group_ids = {
        item-0 = "sg-1"
        item-1 = "sg-1"
      }
    }]
  }

  expect_failures = [var.forwards]
}

run "names_of_security_groups_206" {
  command = plan

  variables {
    forwards = [{
      listener_port = 10022
      target_ip     = "172.31.129.10"
      target_port   = 22
      target_security_group_ids = {
        item-0 = "sg-1.a"
      }
      }, {
      listener_port = 10023
      target_ip     = "172.31.129.10"
      target_port   = 22
      target_security_group_ids = {
        item-0 = "sg-1.b"
      }
    }]
  }

  expect_failures = [var.forwards]
}

run "options_of_one_protocol_in_a_row_207" {
  command = plan

  variables {
    forwards = [{
      listener_port = 10022
      target_ip     = "172.31.129.10"
      target_port   = 22
      additional_certificate_arns = {
        item-0 = "arn:aws:iam::123456789012:server-certificate/2"
      }
      }, {
      listener_port = 30080
      target_ip     = "10.0.0.10"
      target_port   = 80
      external      = true
    }]
  }

  expect_failures = [var.forwards]
}

run "options_in_a_row_208" {
  command = plan

  variables {
    forwards = [{
      listener_port = 10022
      target_ip     = "172.31.129.10"
      target_port   = 22
      health_check = {
        port = 0
      }
      }, {
      listener_port = 30080
      target_ip     = "10.0.0.10"
      target_port   = 80
      external      = true
    }]
  }

  expect_failures = [var.forwards]
}

run "ids_of_the_module_209" {
  command = plan

  variables {
    subnet_mappings = [{
      subnet_id         = "subnet-9"
      availability_zone = "z"
      }, {
      subnet_id     = "subnet-1"
      allocation_id = ""
    }]
  }

  expect_failures = [var.subnet_mappings]
}

run "ids_of_the_module_210" {
  command = plan

  variables {
    vpc_id = ""
  }

  expect_failures = [var.vpc_id]
}

run "ids_of_the_module_211" {
  command = plan

  variables {
    access_logs = {
      bucket = "logs"
      prefix = ""
    }
  }

  expect_failures = [var.access_logs]
}

run "ids_of_the_module_212" {
  command = plan

  variables {
    alarms = {
      action_arns = ["arn:1", "arn:1", "arn:1", "arn:1", "arn:1", "arn:1"]
    }
  }

  expect_failures = [var.alarms]
}

run "ids_of_the_module_213" {
  command = plan

  variables {
    client_cidr_blocks = ["10.0.0.1/8"]
  }

  expect_failures = [var.client_cidr_blocks]
}

run "ids_of_the_module_214" {
  command = plan

  variables {
    client_security_group_ids = {
      item-0 = ""
    }
  }

  expect_failures = [var.client_security_group_ids]
}

run "ids_of_the_module_215" {
  command = plan

  variables {
    target_security_group_ids = {
      item-0 = ""
    }
  }

  expect_failures = [var.target_security_group_ids]
}

run "ids_of_the_module_216" {
  command = plan

  variables {
    security_group_ids = [""]
  }

  expect_failures = [var.security_group_ids]
}

run "keys_of_ipv_targets_217" {
  command = plan

  variables {
    forwards = [{
      listener_port = 10022
      target_ip     = "2001:db8::1"
      target_port   = 22
      key           = "web"
    }]
    ip_address_type = "dualstack"
  }

  expect_failures = [var.forwards]
}

run "keys_and_security_groups_218" {
  command = plan

  variables {
    forwards = [{
      listener_port = 10022
      target_ip     = "172.31.129.10"
      target_port   = 22
      key           = "web"
      }, {
      listener_port = 10023
      target_ip     = "172.31.129.11"
      target_port   = 22
      key           = "web"
    }]
  }

  expect_failures = [var.forwards]
}

run "keys_and_security_groups_219" {
  command = plan

  variables {
    forwards = [{
      listener_port = 10022
      target_ip     = "172.31.129.10"
      target_port   = 22
      key           = "web"
      }, {
      listener_port = 10023
      target_ip     = "172.31.129.10"
      target_port   = 22
      key           = "server"
    }]
  }

  expect_failures = [var.forwards]
}

run "rules_of_a_security_group_220" {
  command = plan

  variables {
    forwards = [{
      listener_port = 10000
      target_ip     = "172.31.129.10"
      target_port   = 22
      }, {
      listener_port = 10001
      target_ip     = "172.31.129.10"
      target_port   = 22
      }, {
      listener_port = 10002
      target_ip     = "172.31.129.10"
      target_port   = 22
      }, {
      listener_port = 10003
      target_ip     = "172.31.129.10"
      target_port   = 22
      }, {
      listener_port = 10004
      target_ip     = "172.31.129.10"
      target_port   = 22
      }, {
      listener_port = 10005
      target_ip     = "172.31.129.10"
      target_port   = 22
      }, {
      listener_port = 10006
      target_ip     = "172.31.129.10"
      target_port   = 22
      }, {
      listener_port = 10007
      target_ip     = "172.31.129.10"
      target_port   = 22
      }, {
      listener_port = 10008
      target_ip     = "172.31.129.10"
      target_port   = 22
      }, {
      listener_port = 10009
      target_ip     = "172.31.129.10"
      target_port   = 22
      }, {
      listener_port = 10010
      target_ip     = "172.31.129.10"
      target_port   = 22
      }, {
      listener_port = 10011
      target_ip     = "172.31.129.10"
      target_port   = 22
      }, {
      listener_port = 10012
      target_ip     = "172.31.129.10"
      target_port   = 22
      }, {
      listener_port = 10013
      target_ip     = "172.31.129.10"
      target_port   = 22
      }, {
      listener_port = 10014
      target_ip     = "172.31.129.10"
      target_port   = 22
      }, {
      listener_port = 10015
      target_ip     = "172.31.129.10"
      target_port   = 22
      }, {
      listener_port = 10016
      target_ip     = "172.31.129.10"
      target_port   = 22
      }, {
      listener_port = 10017
      target_ip     = "172.31.129.10"
      target_port   = 22
      }, {
      listener_port = 10018
      target_ip     = "172.31.129.10"
      target_port   = 22
      }, {
      listener_port = 10019
      target_ip     = "172.31.129.10"
      target_port   = 22
      }, {
      listener_port = 10020
      target_ip     = "172.31.129.10"
      target_port   = 22
      }, {
      listener_port = 10021
      target_ip     = "172.31.129.10"
      target_port   = 22
      }, {
      listener_port = 10022
      target_ip     = "172.31.129.10"
      target_port   = 22
      }, {
      listener_port = 10023
      target_ip     = "172.31.129.10"
      target_port   = 22
      }, {
      listener_port = 10024
      target_ip     = "172.31.129.10"
      target_port   = 22
      }, {
      listener_port = 10025
      target_ip     = "172.31.129.10"
      target_port   = 22
      }, {
      listener_port = 10026
      target_ip     = "172.31.129.10"
      target_port   = 22
      }, {
      listener_port = 10027
      target_ip     = "172.31.129.10"
      target_port   = 22
      }, {
      listener_port = 10028
      target_ip     = "172.31.129.10"
      target_port   = 22
      }, {
      listener_port = 10029
      target_ip     = "172.31.129.10"
      target_port   = 22
      }, {
      listener_port = 10030
      target_ip     = "172.31.129.10"
      target_port   = 22
    }]
    client_cidr_blocks = ["10.0.0.0/8", "172.16.0.0/12"]
  }

  expect_failures = [check.rules_of_a_security_group]
}
