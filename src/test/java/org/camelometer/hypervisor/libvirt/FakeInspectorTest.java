package org.camelometer.hypervisor.libvirt;

import org.camelometer.hypervisor.Inspector;

class FakeInspectorTest extends InspectorContract {

  @Override
  Inspector create() {
    FakeInspector inspector = new FakeInspector();
    inspector.run(Domains.xml(Domains.nova()), Domains.figures());
    return inspector;
  }
}
